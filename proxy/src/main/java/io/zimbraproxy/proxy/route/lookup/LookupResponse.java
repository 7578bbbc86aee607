package io.zimbraproxy.proxy.route.lookup;

import io.zimbraproxy.proxy.route.AuthGrant;
import io.zimbraproxy.proxy.route.MailEscape;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UserName;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the response headers of a lookup handler. Checks more than Zimbra's nginx does: a response without server, port or status, or with
 * an invalid account name, is not usable.
 */
final class LookupResponse {
    /** A host name, or an IPv4 or IPv6 address; IPv6 may have brackets. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|\\[?[0-9A-Fa-f:.]{2,45}]?");

    private static final int MAX_WAIT_SECONDS = 60;

    private LookupResponse() {}

    /**
     * Reads a response with HTTP status 200; empty if it is not usable.
     *
     * @param header returns a header's value by its name, or null
     */
    static Optional<RouteResult> read(RouteRequest request, Function<String, @Nullable String> header) {
        String status = header.apply("Auth-Status");
        if (status == null || status.isEmpty() || status.equals("WAIT")) {
            return Optional.empty();
        }
        if (!status.equals("OK")) {
            return Optional.of(new RouteResult.Refused(HeaderText.printable(status), wait(header.apply("Auth-Wait"))));
        }
        String host = header.apply("Auth-Server");
        int port = number(header.apply("Auth-Port"), 65535);
        String user = header.apply("Auth-User");
        Optional<String> encoded = user == null || user.isEmpty()
                ? Optional.of(request.encodedUser())
                : MailEscape.check(HeaderText.bytes(user));
        Optional<UserName> account = encoded.flatMap(request::decode);
        if (host == null || !HOST.matcher(host).matches() || port < 1 || account.isEmpty()) {
            return Optional.empty();
        }
        Route route = new Route(host.replace("[", "").replace("]", ""), port, account.get(), encoded.get());
        AuthGrant grant = request.delegation() == null ? null : grant(header);
        if (request.delegation() != null && grant == null) {
            return Optional.empty();
        }
        return Optional.of(
                new RouteResult.Found(route, false, "TRUE".equals(header.apply("Auth-Cache-Alias")), null, grant));
    }

    /** Returns the token; null if there is none, or if it has spaces or control characters. */
    private static @Nullable AuthGrant grant(Function<String, @Nullable String> header) {
        String token = header.apply("Auth-Pass");
        if (token == null || token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            return null;
        }
        String account = header.apply("Auth-ID");
        return new AuthGrant(
                token, account == null ? null : UserName.of(account).orElse(null));
    }

    private static Duration wait(@Nullable String seconds) {
        return Duration.ofSeconds(Math.max(0, number(seconds, MAX_WAIT_SECONDS)));
    }

    /** Reads a whole number, {@code max} at most; -1 if the text is not a number. A port over {@code max} is -1, too. */
    private static int number(@Nullable String text, int max) {
        if (text == null || text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + c - '0';
        }
        return max == 65535 && value > max ? -1 : Math.min(value, max);
    }
}
