package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.Value;
import io.zimbraproxy.proxy.tls.CipherSuites;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Converts OpenSSL's cipher list to standard names; keeps only suites with forward secrecy and authenticated encryption. */
final class CipherNames {
    private static final String CIPHERS = "zimbraReverseProxySSLCiphers";
    private static final Pattern GCM = Pattern.compile("ECDHE-(RSA|ECDSA)-AES(128|256)-GCM-SHA(256|384)");
    private static final Pattern CHACHA = Pattern.compile("ECDHE-(RSA|ECDSA)-CHACHA20-POLY1305");

    private CipherNames() {}

    /** Returns the suites; empty, for the default list, if the site uses Zimbra's default or none of its suites is supported. */
    static List<String> read(SiteView view, String path) {
        Optional<Value> list =
                view.proxy().value(CIPHERS).filter(value -> !AttributeTable.isDefault(CIPHERS, List.of(value)));
        if (list.isEmpty()) {
            return List.of();
        }
        Set<String> suites = new LinkedHashSet<>();
        List<String> unsupported = new ArrayList<>();
        for (String word : Arrays.asList(list.get().text().split("[:, ]+", -1))) {
            Optional<String> suite = standard(word);
            suite.ifPresent(suites::add);
            if (suite.isEmpty() && !word.startsWith("!") && !word.startsWith("-") && !word.startsWith("TLS_")) {
                unsupported.add(word);
            }
        }
        if (suites.isEmpty()) {
            view.notes().advise(list.get(), "None of these suites is supported; the default list is used.");
            return List.of();
        }
        if (!unsupported.isEmpty()) {
            view.notes()
                    .advise(
                            new Value(
                                    CIPHERS,
                                    String.join(":", unsupported),
                                    list.get().where()),
                            "Not supported; only suites with forward secrecy and authenticated encryption are converted.");
        }
        view.notes().source(path, list.get());
        // nginx offers the suites of TLS 1.3 whatever its list contains.
        List<String> all = new ArrayList<>(CipherSuites.TLS_1_3);
        all.addAll(suites);
        return all;
    }

    /** Returns the standard name of a suite; empty if the proxy does not support the suite. */
    private static Optional<String> standard(String openssl) {
        Matcher gcm = GCM.matcher(openssl);
        if (gcm.matches()) {
            return Optional.of("TLS_ECDHE_" + gcm.group(1) + "_WITH_AES_" + gcm.group(2) + "_GCM_SHA" + gcm.group(3));
        }
        Matcher chacha = CHACHA.matcher(openssl);
        return chacha.matches()
                ? Optional.of("TLS_ECDHE_" + chacha.group(1) + "_WITH_CHACHA20_POLY1305_SHA256")
                : Optional.empty();
    }
}
