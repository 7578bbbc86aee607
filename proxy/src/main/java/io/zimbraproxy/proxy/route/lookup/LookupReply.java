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

/**
 * Reads a handler's answer (facts, section 2.3). Unlike the original nothing is taken on trust: a missing server, port or
 * status, or an account name that is none, makes the answer unusable.
 */
final class LookupReply {
    /** A host name or an IPv4 or IPv6 address; brackets are tolerated around the last. */
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252})|\\[?[0-9A-Fa-f:.]{2,45}]?");

    private static final int MAX_WAIT_SECONDS = 60;

    private LookupReply() {}

    /** The result in an answer with status 200; empty when the answer is not usable. */
    static Optional<RouteResult> read(RouteRequest request, Function<String, String> header) {
        String status = header.apply("Auth-Status");
        if (status == null || status.isEmpty() || status.equals("WAIT")) {
            return Optional.empty();
        }
        if (!status.equals("OK")) {
            return Optional.of(new RouteResult.Refused(HeaderText.shown(status), wait(header.apply("Auth-Wait"))));
        }
        String host = header.apply("Auth-Server");
        int port = number(header.apply("Auth-Port"), 65535);
        String user = header.apply("Auth-User");
        Optional<String> written = user == null || user.isEmpty()
                ? Optional.of(request.written())
                : MailEscape.check(HeaderText.received(user));
        Optional<UserName> account = written.flatMap(request::read);
        if (host == null || !HOST.matcher(host).matches() || port < 1 || account.isEmpty()) {
            return Optional.empty();
        }
        Route route = new Route(host.replace("[", "").replace("]", ""), port, account.get(), written.get());
        AuthGrant grant = request.delegation() == null ? null : grant(header);
        if (request.delegation() != null && grant == null) {
            return Optional.empty();
        }
        return Optional.of(
                new RouteResult.Found(route, false, "TRUE".equals(header.apply("Auth-Cache-Alias")), null, grant));
    }

    /** The token, without which such a login is of no use; null when there is none, or none that fits in a line. */
    private static AuthGrant grant(Function<String, String> header) {
        String token = header.apply("Auth-Pass");
        if (token == null || token.isEmpty() || token.chars().anyMatch(c -> c <= ' ' || c >= 0x7f)) {
            return null;
        }
        String account = header.apply("Auth-ID");
        return new AuthGrant(
                token, account == null ? null : UserName.of(account).orElse(null));
    }

    private static Duration wait(String seconds) {
        return Duration.ofSeconds(Math.max(0, number(seconds, MAX_WAIT_SECONDS)));
    }

    /** A whole number, cut at {@code max}; -1 when the text is none. */
    private static int number(String text, int max) {
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
