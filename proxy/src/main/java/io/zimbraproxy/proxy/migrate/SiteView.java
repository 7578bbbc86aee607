package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.SiteSettings;
import java.util.Optional;

/**
 * The site as sections look at it.
 *
 * @param site all of it
 * @param proxy settings of the proxy that is taken as the model, else the global ones
 * @param proxyEntry that proxy; empty when no server with the service was given
 * @param local settings of its machine
 */
record SiteView(
        SiteSettings site,
        SettingReader proxy,
        Optional<Entry> proxyEntry,
        SettingReader local,
        Notes notes,
        SecretNames secrets) {
    static SiteView of(SiteSettings site, Optional<Entry> proxyEntry, Notes notes) {
        return new SiteView(
                site,
                new SettingReader(proxyEntry, site.global(), notes),
                proxyEntry,
                new SettingReader(site.local(), Optional.empty(), notes),
                notes,
                new SecretNames(notes));
    }

    /** SettingReader of another server. */
    SettingReader of(Entry server) {
        return new SettingReader(Optional.of(server), site.global(), notes);
    }

    /** SettingReader of a domain itself: what it inherits is the proxy's. */
    SettingReader ofDomain(Entry domain) {
        return new SettingReader(Optional.of(domain), Optional.empty(), notes);
    }
}
