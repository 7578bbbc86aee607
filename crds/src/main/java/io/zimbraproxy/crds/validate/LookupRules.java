package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.List;

/** Rules for lookup handlers. */
final class LookupRules {
    private LookupRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        Addresses.networks(spec.at("lookup"), "allowedTargets", wanted.lookup().allowedTargets());
        Problems at = spec.at("lookup").at("handlers");
        List<String> handlers = wanted.lookup().handlers();
        if (handlers.isEmpty()) {
            wanted.listeners().stream()
                    .filter(LookupRules::needsLookup)
                    .findFirst()
                    .ifPresent(listener -> at.add(
                            "has no entry, and listener " + listener.name() + " needs one",
                            null,
                            "add URLs such as https://mailbox-1.internal:7072"));
        }
        for (int i = 0; i < handlers.size(); i++) {
            String handler = handlers.get(i);
            if (Form.HANDLER.matches(handler)) {
                Ports.check(at.at(i), handler);
            }
            if (handlers.indexOf(handler) < i) {
                at.at(i).add("is listed twice", handler, "keep it once");
            }
        }
    }

    private static boolean needsLookup(Listener listener) {
        boolean mail = listener.protocol() != null && listener.protocol().mail();
        return mail || ClientCertificateRules.logsIn(listener);
    }
}
