package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Http;
import io.zimbraproxy.crds.spec.Location;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Converts the settings for web requests and responses. */
final class HttpSection {
    /** Zimbra's proxy waits this much longer than the server. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private static final Duration DEFAULT_POLLING = Duration.ofSeconds(1220);

    private final SiteView view;
    private final List<Location> locations = new ArrayList<>();

    private HttpSection(SiteView view) {
        this.view = view;
    }

    /** Reads the section; {@code pools} are the pools that a location can name. */
    static Http read(SiteView view, List<Pool> pools) {
        HttpSection section = new HttpSection(view);
        if (pools.stream().anyMatch(pool -> pool.name().equals(Pool.DEFAULT))) {
            section.poll("/service/soap/NoOpRequest", "zimbra_noop_max_timeout", "noop_read_timeout");
            section.poll("/service/soap/WaitSetRequest", "zimbra_waitset_max_request_timeout", "waitset_read_timeout");
        }
        Bosh.location(view, pools, "http.locations[" + section.locations.size() + "]")
                .ifPresent(section.locations::add);
        return Http.defaults()
                .withLocations(section.locations)
                .withErrorHandlerUrl(view.proxy().textFor("http.errorHandlerUrl", "zimbraReverseProxyErrorHandlerURL"))
                .withResponseHeaders(ResponseHeaders.read(view.proxy(), view.notes(), "http.responseHeaders"));
    }

    /** Adds a location for polling requests if their time differs from Zimbra's default, which the proxy has built in. */
    private void poll(String path, String localKey, String nginxKey) {
        Optional<Duration> time = view.local().time(localKey).map(MARGIN::plus).or(() -> view.local()
                .time(nginxKey));
        if (time.isEmpty() || time.get().equals(DEFAULT_POLLING)) {
            return;
        }
        Optional<Value> value =
                view.local().value(localKey).or(() -> view.local().value(nginxKey));
        value.ifPresent(from -> view.notes().source("http.locations[" + locations.size() + "]", from));
        locations.add(Location.of(path, Pool.DEFAULT).withReadTimeout(time.get()));
    }
}
