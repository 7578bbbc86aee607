package io.zimbraproxy.crds.validate;

import io.zimbraproxy.crds.spec.Gssapi;
import io.zimbraproxy.crds.spec.LookupAdmin;
import io.zimbraproxy.crds.spec.SaslMechanism;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;

/** Rules for SASL mechanisms and the settings that they require. */
final class SaslRules {
    private SaslRules() {}

    static void check(Problems spec, ZimbraProxySpec wanted) {
        if (!wanted.sasl().mechanisms().contains(SaslMechanism.GSSAPI)) {
            return;
        }
        Gssapi gssapi = wanted.sasl().gssapi();
        if (gssapi == null || gssapi.keytabRef() == null) {
            spec.at("sasl")
                    .at("gssapi")
                    .at("keytabRef")
                    .add("is missing, and the mechanism GSSAPI needs it", null, "name a Secret with the keytab");
        }
        LookupAdmin admin = wanted.lookup().admin();
        if (admin == null || admin.passwordRef() == null) {
            spec.at("lookup")
                    .at("admin")
                    .at("passwordRef")
                    .add(
                            "is missing, and the mechanism GSSAPI needs it",
                            null,
                            "name a Secret with the password of the account for token lookups");
        }
    }
}
