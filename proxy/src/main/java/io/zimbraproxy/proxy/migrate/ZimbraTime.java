package io.zimbraproxy.proxy.migrate;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parser for Zimbra's times: {@code 15s}, {@code 1h}, {@code 120000ms}, and {@code 60} for seconds. */
final class ZimbraTime {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,10})(ms|s|m|h|d)?");

    private ZimbraTime() {}

    /** Parses a time; empty if the text is not a time. */
    static Optional<Duration> parse(String text) {
        Matcher time = TIME.matcher(text.strip());
        if (!time.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(time.group(1));
        String unit = time.group(2) == null ? "s" : time.group(2);
        return Optional.of(
                switch (unit) {
                    case "ms" -> Duration.ofMillis(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    case "d" -> Duration.ofDays(count);
                    default -> Duration.ofSeconds(count);
                });
    }
}
