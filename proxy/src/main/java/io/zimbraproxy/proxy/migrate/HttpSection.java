package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Http;
import io.zimbraproxy.crds.spec.Location;
import io.zimbraproxy.crds.spec.Pool;
import io.zimbraproxy.proxy.migrate.read.Value;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Web requests and answers. */
final class HttpSection {
    /** Zimbra's proxy waits so much longer than the server. */
    private static final Duration MARGIN = Duration.ofSeconds(20);

    private static final Duration USUAL = Duration.ofSeconds(1220);

    private final SiteView view;
    private final List<Location> locations = new ArrayList<>();

    private HttpSection(SiteView view) {
        this.view = view;
    }

    /** {@code pools}: those that there are; a location can only lead to one of them. */
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
                .withResponseHeaders(Headers.read(view.proxy(), view.notes(), "http.responseHeaders"));
    }

    /** Polls whose servers answer later than Zimbra's usual ones; the built-in rule has the usual time. */
    private void poll(String path, String localKey, String nginxKey) {
        Optional<Duration> time = view.local().time(localKey).map(MARGIN::plus).or(() -> view.local()
                .time(nginxKey));
        if (time.isEmpty() || time.get().equals(USUAL)) {
            return;
        }
        Optional<Value> value =
                view.local().value(localKey).or(() -> view.local().value(nginxKey));
        value.ifPresent(from -> view.notes().from("http.locations[" + locations.size() + "]", from));
        locations.add(Location.of(path, Pool.DEFAULT).withReadTimeout(time.get()));
    }
}
