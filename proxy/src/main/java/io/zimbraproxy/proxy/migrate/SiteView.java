package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.SiteSettings;
import java.util.Optional;

/**
 * A site, seen from the proxy whose settings are converted.
 *
 * @param site all settings
 * @param proxy settings of the proxy, else the global ones
 * @param proxyEntry the proxy; empty if the input has no server with the service {@code proxy}
 * @param local settings of its machine, from zmlocalconfig
 * @param notes collects the comments
 * @param secrets collects the Secrets
 */
record SiteView(
        SiteSettings site,
        SettingReader proxy,
        Optional<Entry> proxyEntry,
        SettingReader local,
        Notes notes,
        RequiredSecrets secrets) {
    static SiteView of(SiteSettings site, Optional<Entry> proxyEntry, Notes notes) {
        return new SiteView(
                site,
                new SettingReader(proxyEntry, site.global(), notes),
                proxyEntry,
                new SettingReader(site.local(), Optional.empty(), notes),
                notes,
                new RequiredSecrets(notes));
    }

    /** Returns the settings of a server. */
    SettingReader of(Entry server) {
        return new SettingReader(Optional.of(server), site.global(), notes);
    }

    /** Returns the settings of a domain alone: those that it inherits belong to the proxy. */
    SettingReader ofDomain(Entry domain) {
        return new SettingReader(Optional.of(domain), Optional.empty(), notes);
    }
}
