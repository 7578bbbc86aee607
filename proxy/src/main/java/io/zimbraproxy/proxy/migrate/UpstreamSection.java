package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Upstream;
import io.zimbraproxy.crds.spec.UpstreamTls;

/** The mailbox servers. */
final class UpstreamSection {
    static final String TLS = "zimbraReverseProxySSLToUpstreamEnabled";

    private UpstreamSection() {}

    /** {@code web}: whether there is a listener for web clients. */
    static Upstream read(SiteView view, UpstreamAuthority authority, boolean web) {
        SettingReader settings = view.proxy();
        Boolean tls = settings.onFor("upstream.tls.enabled", TLS);
        boolean encrypted = tls == null || tls;
        boolean admin = settings.on("zimbraReverseProxyAdminEnabled", false) && web;
        return new Upstream(
                new UpstreamTls(tls, null, encrypted || admin ? authority.ref("upstream.tls") : null, null),
                settings.onFor("upstream.sendImapId", "zimbraReverseProxySendImapId"),
                settings.onFor("upstream.sendPop3Xoip", "zimbraReverseProxySendPop3Xoip"),
                settings.onFor("upstream.passErrors", "zimbraReverseProxyPassErrors"),
                null,
                web ? PoolSection.read(view, encrypted, admin) : null);
    }
}
