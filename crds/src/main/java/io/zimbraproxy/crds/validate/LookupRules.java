package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Lookup;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.net.URI;
import java.util.List;

/** Rules about lookup handlers. */
final class LookupRules {
    private LookupRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        Lookup lookup = wanted.lookup();
        Problems at = spec.at("lookup");
        List<String> handlers = lookup.handlers();
        boolean mail = wanted.listeners().stream()
                .anyMatch(listener -> listener.protocol().mail());
        if (handlers.isEmpty() && mail) {
            at.at("handlers")
                    .add("mail listeners need at least one", null, "give URLs such as https://mailbox-1.internal:7072");
        }
        for (int i = 0; i < handlers.size(); i++) {
            handler(at.at("handlers", i), handlers.get(i));
            if (handlers.indexOf(handlers.get(i)) < i) {
                at.at("handlers", i).add("is listed twice", handlers.get(i), "keep it once");
            }
        }
        if (!lookup.path().matches("/[!-~]*")) {
            at.at("path").add("is not a path", lookup.path(), "begin with / and use no blanks");
        }
        if (lookup.tls().caRef() != null) {
            NameRules.label(
                    at.at("tls").at("caRef").at("name"), lookup.tls().caRef().name());
        }
    }

    private static void handler(Problems at, String text) {
        URI uri = uri(text);
        boolean web = uri != null
                && uri.getHost() != null
                && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        if (!web) {
            at.add("is not an http or https URL", text, "write it like https://mailbox-1.internal:7072");
        } else if (uri.getPort() < 1 || uri.getPort() > 65535) {
            at.add("has no port", text, "add it; Zimbra's is 7072");
        } else if (uri.getRawUserInfo() != null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || !uri.getRawPath().isEmpty()) {
            at.add("has more than host and port", text, "put the path into lookup.path and leave out the rest");
        }
    }

    private static URI uri(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
