package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.tls.ClientAuthTable;
import java.util.Optional;
import java.util.Set;

/**
 * Who is let in at one listener.
 *
 * @param knownHosts names that are served; empty: any
 * @param modes who is sent to another port
 * @param certificates who has to show a certificate
 * @param certificateLogin what takes the place of servers on a listener for logins by certificate
 */
public record FrontRules(
        Set<String> knownHosts,
        HttpModeRules modes,
        ClientAuthTable certificates,
        Optional<CertificateLogin> certificateLogin) {}
