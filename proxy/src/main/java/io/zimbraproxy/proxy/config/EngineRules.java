package io.zimbraproxy.proxy.config;

import io.zimbraproxy.crds.spec.Tls;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import io.zimbraproxy.crds.validate.Problem;
import io.zimbraproxy.proxy.tls.CipherSuites;
import io.zimbraproxy.proxy.tls.TlsEngine;
import java.util.ArrayList;
import java.util.List;

/** Checks a specification against the TLS engine of this process. */
final class EngineRules {
    private EngineRules() {}

    /** Returns a problem for each cipher suite and group that the engine does not know. */
    static List<Problem> problems(ZimbraProxySpec spec) {
        TlsEngine engine = TlsEngine.chosen();
        List<Problem> found = new ArrayList<>();
        for (int i = 0; i < spec.tls().ciphers().size(); i++) {
            String cipher = spec.tls().ciphers().get(i);
            if (!engine.hasCipher(cipher)) {
                found.add(new Problem(
                        "spec.tls.ciphers[" + i + "]",
                        "is not a cipher suite of " + engine,
                        cipher,
                        "use names like TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256, or leave the list empty"));
            }
        }
        for (int i = 0; engine.choosesGroups() && i < spec.tls().curves().size(); i++) {
            String group = spec.tls().curves().get(i);
            if (!engine.hasGroup(group)) {
                found.add(new Problem(
                        "spec.tls.curves[" + i + "]",
                        "is not a key exchange group that " + engine + " supports",
                        group,
                        "use names like X25519 or P-256, or leave the list empty"));
            }
        }
        return found;
    }

    /** Returns a warning for each setting that the engine ignores silently. */
    static List<Problem> warnings(ZimbraProxySpec spec) {
        Tls tls = spec.tls();
        List<Problem> found = new ArrayList<>();
        if (!TlsEngine.chosen().choosesGroups()) {
            warn(found, "spec.tls.curves", !tls.curves().isEmpty());
            warn(found, "spec.tls.sessionTickets.enabled", !tls.sessionTickets().enabled());
            warn(found, "spec.tls.sessionTickets.keyRef", tls.sessionTickets().keyRef() != null);
            warn(found, "spec.tls.ocspStapling", tls.ocspStapling());
        } else if (!tls.ciphers().isEmpty() && !tls.ciphers().containsAll(CipherSuites.TLS_1_3)) {
            found.add(new Problem(
                    "spec.tls.ciphers",
                    "applies to TLS 1.2 only: BoringSSL always offers its three cipher suites for TLS 1.3",
                    null,
                    "add " + String.join(", ", CipherSuites.TLS_1_3) + " to the list, or leave it empty"));
        }
        return found;
    }

    private static void warn(List<Problem> found, String path, boolean used) {
        if (used) {
            found.add(new Problem(
                    path,
                    "has no effect with the TLS engine of the JDK",
                    null,
                    "run on a platform with BoringSSL, or remove it"));
        }
    }
}
