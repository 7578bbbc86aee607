package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Listener;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.util.List;

/**
 * What the model has and the proxy does not do yet. It is refused rather than ignored: a limit that does not limit is worse
 * than none. Who brings a section to life deletes its line here.
 */
public final class NotSupportedYet {
    private NotSupportedYet() {}

    /** Everything in the specification that the proxy would not do. */
    public static List<Problem> problems(ZimbraProxySpec spec) {
        Problems at = new Problems();
        for (int i = 0; i < spec.listeners().size(); i++) {
            listener(at.at("listeners", i), spec.listeners().get(i));
        }
        return at.found();
    }

    private static void listener(Problems at, Listener listener) {
        boolean header = listener.proxyProtocol() != null;
        refuse(at.at("proxyProtocol"), header, header ? listener.proxyProtocol().trustedNetworks() : null);
    }

    private static void refuse(Problems at, boolean used, Object seen) {
        if (used) {
            at.add("is not supported yet", seen, "remove it");
        }
    }
}
