package io.zimbraproxy.proxy.config;

import io.zimbraproxy.proxy.route.Delegation;
import io.zimbraproxy.proxy.sasl.KerberosAcceptor;

/**
 * Credentials for Kerberos logins.
 *
 * @param acceptor checks tickets
 * @param delegation the account by which the proxy asks lookup handlers for tokens, without a principal
 */
public record KerberosAccess(KerberosAcceptor acceptor, Delegation delegation) {}
