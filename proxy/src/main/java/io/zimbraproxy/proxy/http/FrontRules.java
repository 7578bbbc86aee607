package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.tls.ClientAuthTable;
import java.util.Optional;
import java.util.Set;

/**
 * The rules that decide which requests one listener accepts.
 *
 * @param knownHosts the accepted host names; empty accepts all
 * @param modes the redirects between HTTP and HTTPS
 * @param certificates the hosts that require a client certificate
 * @param certificateLogin the login by certificate, if that is the only service of the listener
 */
public record FrontRules(
        Set<String> knownHosts,
        HttpModeRules modes,
        ClientAuthTable certificates,
        Optional<CertificateLogin> certificateLogin) {}
