package io.zimbraproxy.proxy.http.location;

import java.time.Duration;
import java.util.List;

/**
 * Finds the location of each request of a listener.
 *
 * @param own those of the configuration, looked at first
 * @param usual Zimbra's; it has one for every path
 * @param polls prefixes of paths whose answers are awaited for long
 * @param pollTime for how long
 */
public record LocationChoice(LocationTable own, LocationTable usual, List<String> polls, Duration pollTime) {
    public LocationChoice {
        polls = List.copyOf(polls);
    }

    /** The location of this path. */
    public Location of(NormalPath path) {
        Location first = own.find(path);
        if (first != null) {
            return first;
        }
        Location found = usual.find(path);
        for (String poll : polls) {
            if (path.text().startsWith(poll)) {
                return found.within(pollTime);
            }
        }
        return found;
    }
}
