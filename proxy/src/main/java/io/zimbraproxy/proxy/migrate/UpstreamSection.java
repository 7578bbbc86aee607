package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Upstream;
import io.zimbraproxy.crds.spec.UpstreamTls;

/** Converts the settings for connections to mailbox servers. */
final class UpstreamSection {
    static final String TLS = "zimbraReverseProxySSLToUpstreamEnabled";

    private UpstreamSection() {}

    /** Reads the section; {@code web} tells whether a listener serves web clients. */
    static Upstream read(SiteView view, UpstreamAuthority authority, boolean web) {
        SettingReader settings = view.proxy();
        Boolean tls = settings.onFor("upstream.tls.enabled", TLS);
        boolean encrypted = tls == null || tls;
        boolean admin = settings.on("zimbraReverseProxyAdminEnabled", false) && web;
        return Upstream.defaults()
                .withTls(UpstreamTls.defaults()
                        .withEnabled(tls)
                        .withCaRef(encrypted || admin ? authority.ref("upstream.tls") : null))
                .withSendImapId(settings.onFor("upstream.sendImapId", "zimbraReverseProxySendImapId"))
                .withSendPop3Xoip(settings.onFor("upstream.sendPop3Xoip", "zimbraReverseProxySendPop3Xoip"))
                .withPassErrors(settings.onFor("upstream.passErrors", "zimbraReverseProxyPassErrors"))
                .withPools(web ? PoolSection.read(view, encrypted, admin) : null);
    }
}
