package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Imap;
import io.zimbraproxy.crds.spec.Pop3;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts the capabilities and greetings of IMAP and POP3. */
final class MailSection {
    private MailSection() {}

    static Imap imap(SiteView view) {
        return Imap.defaults()
                .withCapabilities(capabilities(view, "imap.capabilities", "zimbraReverseProxyImapEnabledCapability"))
                .withExposeVersion(
                        view.proxy().onFor("imap.exposeVersion", "zimbraReverseProxyImapExposeVersionOnBanner"));
    }

    static Pop3 pop3(SiteView view) {
        return Pop3.defaults()
                .withCapabilities(capabilities(view, "pop3.capabilities", "zimbraReverseProxyPop3EnabledCapability"))
                .withExposeVersion(
                        view.proxy().onFor("pop3.exposeVersion", "zimbraReverseProxyPop3ExposeVersionOnBanner"));
    }

    /**
     * Returns the site's capabilities, or null if they are Zimbra's defaults; the proxy's default then applies. The comparison ignores
     * the order, because LDAP does not keep it.
     */
    private static @Nullable List<String> capabilities(SiteView view, String path, String attribute) {
        return AttributeTable.isDefault(attribute, view.proxy().values(attribute))
                ? null
                : view.proxy().textsFor(path, attribute);
    }
}
