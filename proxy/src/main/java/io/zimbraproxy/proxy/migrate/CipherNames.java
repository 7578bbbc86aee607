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

/** OpenSSL's list of ciphers, in standard names: suites with forward secrecy and authenticated encryption, no others. */
final class CipherNames {
    private static final String CIPHERS = "zimbraReverseProxySSLCiphers";
    private static final Pattern GCM = Pattern.compile("ECDHE-(RSA|ECDSA)-AES(128|256)-GCM-SHA(256|384)");
    private static final Pattern CHACHA = Pattern.compile("ECDHE-(RSA|ECDSA)-CHACHA20-POLY1305");

    private CipherNames() {}

    /** Empty, for our own list, when the site has Zimbra's or none of its suites can be offered. */
    static List<String> read(SiteView view, String path) {
        Optional<Value> list =
                view.proxy().value(CIPHERS).filter(value -> !AttributeTable.isDefault(CIPHERS, List.of(value)));
        if (list.isEmpty()) {
            return List.of();
        }
        Set<String> suites = new LinkedHashSet<>();
        List<String> left = new ArrayList<>();
        for (String word : Arrays.asList(list.get().text().split("[:, ]+", -1))) {
            Optional<String> suite = standard(word);
            suite.ifPresent(suites::add);
            if (suite.isEmpty() && !word.startsWith("!") && !word.startsWith("-") && !word.startsWith("TLS_")) {
                left.add(word);
            }
        }
        if (suites.isEmpty()) {
            view.notes().remark(list.get(), "names no suite that is offered here; our own list is kept.");
            return List.of();
        }
        if (!left.isEmpty()) {
            view.notes()
                    .remark(
                            new Value(
                                    CIPHERS, String.join(":", left), list.get().where()),
                            "not offered: only suites with forward secrecy and authenticated encryption are taken over.");
        }
        view.notes().from(path, list.get());
        // nginx offers these besides its list, whatever the list says.
        List<String> all = new ArrayList<>(CipherSuites.TLS_1_3);
        all.addAll(suites);
        return all;
    }

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
