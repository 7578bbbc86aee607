package io.zimbraproxy.proxy.config;

import io.zimbraproxy.proxy.route.Delegation;
import io.zimbraproxy.proxy.sasl.KerberosAcceptor;

/**
 * What Kerberos logins need.
 *
 * @param acceptor checks tickets
 * @param delegation the account that asks lookup handlers for tokens, without a principal
 */
public record KerberosAccess(KerberosAcceptor acceptor, Delegation delegation) {}
