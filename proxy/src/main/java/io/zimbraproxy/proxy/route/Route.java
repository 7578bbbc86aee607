package io.zimbraproxy.proxy.route;

/**
 * Where a user's mailbox is.
 *
 * @param host address (IPv6 without brackets) or name of the mailbox server
 * @param port 1 to 65535
 * @param account name to log in with there
 * @param written the same as lookup handlers and caches write it, see {@link MailEscape}
 */
public record Route(String host, int port, UserName account, String written) {
    /** For example {@code 10.0.0.7:7143} or {@code [2001:db8::7]:7143}. */
    public String hostAndPort() {
        return (host.indexOf(':') < 0 ? host : '[' + host + ']') + ':' + port;
    }
}
