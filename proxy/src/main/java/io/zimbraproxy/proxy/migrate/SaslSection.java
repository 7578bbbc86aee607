package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Gssapi;
import io.zimbraproxy.crds.spec.KeyRef;
import io.zimbraproxy.crds.spec.Sasl;
import io.zimbraproxy.crds.spec.SaslMechanism;
import java.util.ArrayList;
import java.util.List;

/** Converts the login mechanisms; the proxy has one list for IMAP and POP3. */
final class SaslSection {
    private static final String PATH = "sasl.mechanisms";

    private SaslSection() {}

    static Sasl read(SiteView view) {
        List<SaslMechanism> mechanisms = new ArrayList<>();
        if (offered(view, "Plain", true)) {
            mechanisms.add(SaslMechanism.PLAIN);
        }
        boolean kerberos = offered(view, "Gssapi", false);
        if (kerberos) {
            mechanisms.add(SaslMechanism.GSSAPI);
        }
        if (mechanisms.isEmpty()) {
            view.notes()
                    .advise(
                            "SASL without any mechanism",
                            "The proxy offers PLAIN if no mechanism is set; no action is needed.");
        }
        return new Sasl(mechanisms, kerberos ? new Gssapi(keytab(view)) : null);
    }

    private static boolean offered(SiteView view, String mechanism, boolean defaultValue) {
        String imap = "zimbraReverseProxyImapSasl" + mechanism + "Enabled";
        String pop3 = "zimbraReverseProxyPop3Sasl" + mechanism + "Enabled";
        boolean byImap = view.proxy().on(imap, defaultValue);
        boolean byPop3 = view.proxy().on(pop3, defaultValue);
        if (byImap != byPop3) {
            view.proxy()
                    .value(imap)
                    .ifPresent(
                            value -> view.notes()
                                    .advise(
                                            value,
                                            "The proxy has one list for IMAP and POP3; a mechanism that is enabled for one of them is enabled for both."));
        }
        if (byImap != defaultValue || byPop3 != defaultValue) {
            view.proxy().textFor(PATH, imap);
            view.proxy().textFor(PATH, pop3);
        }
        return byImap || byPop3;
    }

    private static KeyRef keytab(SiteView view) {
        String name = view.secrets().newName("zimbra", "keytab");
        view.secrets()
                .addMissing(
                        name,
                        "keytab",
                        view.local().text("krb5_keytab", "/opt/zimbra/conf/krb5.keytab") + " on the proxy");
        return new KeyRef(name, "keytab");
    }
}
