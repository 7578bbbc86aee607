package io.zimbraproxy.proxy.route;

import io.zimbraproxy.crds.text.HostPort;

/**
 * The mailbox server of an account.
 *
 * @param host IP address or name; IPv6 without brackets
 * @param port 1 to 65535
 * @param account name to log in with
 * @param encodedAccount the same name as lookup handlers and caches write it, see {@link MailEscape}
 */
public record Route(String host, int port, UserName account, String encodedAccount) {
    /** Returns for example {@code 10.0.0.7:7143} or {@code [2001:db8::7]:7143}. */
    public String hostAndPort() {
        return HostPort.format(host, port);
    }
}
