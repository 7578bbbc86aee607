package io.zimbraproxy.proxy.upstream.login;

/**
 * The account that logs in, and the ends of the client's connection.
 *
 * @param account name of the account at the mailbox server, as the lookup handler gave it
 * @param clientAddress IP address of the client
 * @param proxyAddress IP address that the client connected to
 */
public record LoginPeer(String account, String clientAddress, String proxyAddress) {}
