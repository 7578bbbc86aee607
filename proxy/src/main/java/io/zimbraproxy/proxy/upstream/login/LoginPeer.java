package io.zimbraproxy.proxy.upstream.login;

/**
 * Who logs in from where.
 *
 * @param account name of the account at the mailbox server, as the lookup gave it
 * @param clientAddress the client's address, textual
 * @param proxyAddress the address the client connected to, textual
 */
public record LoginPeer(String account, String clientAddress, String proxyAddress) {}
