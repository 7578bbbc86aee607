package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.proxy.migrate.read.Entry;
import io.zimbraproxy.proxy.migrate.read.Site;
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
        Site site, Settings proxy, Optional<Entry> proxyEntry, Settings local, Notes notes, SecretNames secrets) {
    static SiteView of(Site site, Optional<Entry> proxyEntry, Notes notes) {
        return new SiteView(
                site,
                new Settings(proxyEntry, site.global(), notes),
                proxyEntry,
                new Settings(site.local(), Optional.empty(), notes),
                notes,
                new SecretNames(notes));
    }

    /** Settings of another server. */
    Settings of(Entry server) {
        return new Settings(Optional.of(server), site.global(), notes);
    }

    /** Settings of a domain itself: what it inherits is the proxy's. */
    Settings ofDomain(Entry domain) {
        return new Settings(Optional.of(domain), Optional.empty(), notes);
    }
}
