package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Gssapi;
import io.zimbraproxy.crds.spec.KeyRef;
import io.zimbraproxy.crds.spec.Sasl;
import io.zimbraproxy.crds.spec.SaslMechanism;
import java.util.ArrayList;
import java.util.List;

/** How clients may log in; here it is one list for IMAP and POP3. */
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
                    .remark("SASL without any mechanism", "PLAIN is offered where there is no other; nothing to do.");
        }
        return new Sasl(mechanisms, kerberos ? new Gssapi(keytab(view)) : null);
    }

    private static boolean offered(SiteView view, String mechanism, boolean otherwise) {
        String imap = "zimbraReverseProxyImapSasl" + mechanism + "Enabled";
        String pop3 = "zimbraReverseProxyPop3Sasl" + mechanism + "Enabled";
        boolean byImap = view.proxy().on(imap, otherwise);
        boolean byPop3 = view.proxy().on(pop3, otherwise);
        if (byImap != byPop3) {
            view.proxy().value(imap).ifPresent(value -> view.notes()
                    .remark(value, "IMAP and POP3 have the same mechanisms here: what one of them offers, both do."));
        }
        if (byImap != otherwise || byPop3 != otherwise) {
            view.proxy().textFor(PATH, imap);
            view.proxy().textFor(PATH, pop3);
        }
        return byImap || byPop3;
    }

    private static KeyRef keytab(SiteView view) {
        String name = view.secrets().of("zimbra", "keytab");
        view.secrets()
                .wanted(
                        name,
                        "keytab",
                        view.local().text("krb5_keytab", "/opt/zimbra/conf/krb5.keytab") + " of the proxy");
        return new KeyRef(name, "keytab");
    }
}
