package io.zimbraproxy.proxy.http.location;

import java.time.Duration;
import java.util.List;

/**
 * Chooses the location of each request of a listener.
 *
 * @param configured the locations of the configuration, which take precedence
 * @param defaults Zimbra's locations, which match every path
 * @param pollingPaths path prefixes of long polls in the default locations
 * @param pollingTime the read time of long polls
 */
public record LocationChoice(
        LocationTable configured, LocationTable defaults, List<String> pollingPaths, Duration pollingTime) {
    public LocationChoice {
        pollingPaths = List.copyOf(pollingPaths);
    }

    /** Returns the location of a path. */
    public WebLocation of(NormalPath path) {
        WebLocation own = configured.find(path);
        if (own != null) {
            return own;
        }
        WebLocation location = defaults.get(path);
        for (String prefix : pollingPaths) {
            if (path.text().startsWith(prefix)) {
                return location.withReadTime(pollingTime);
            }
        }
        return location;
    }
}
