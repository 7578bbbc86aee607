package io.zimbraproxy.proxy.http.user;

import static io.zimbraproxy.proxy.route.RouteRequest.Method.USERNAME;
import static io.zimbraproxy.proxy.route.RouteRequest.Method.ZIMBRA_ID;

import io.zimbraproxy.proxy.http.location.CookieText;
import io.zimbraproxy.proxy.http.location.NormalPath;
import io.zimbraproxy.proxy.http.location.Query;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.UserName;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The user whose mailbox server processes a request, found by Zimbra's rules in Zimbra's order.
 *
 * @param method the kind of {@code user}: a name or an account id
 * @param serverVersion the software version of the server that issued the user's token; null if unknown
 */
public record RouteChoice(
        RouteRequest.Method method, UserName user, @Nullable String serverVersion) {
    /** Returns the user of a request, or empty if the request names none. {@code tokens}: the parser of the client's auth tokens. */
    public static Optional<RouteChoice> of(RequestHead head, NormalPath path, Audience audience, TokenReader tokens) {
        if (audience == Audience.ADMINISTRATORS) {
            return CookieText.first(head.fields(), CookieText.ADMIN_TOKEN)
                    .flatMap(tokens::read)
                    .map(RouteChoice::byToken);
        }
        return byName(PathUser.of(path))
                .or(() -> byName(DeviceUser.of(head, path)))
                .or(() -> CookieText.first(head.fields(), CookieText.USER_TOKEN)
                        .flatMap(tokens::read)
                        .map(RouteChoice::byToken))
                .or(() -> byArgument(head))
                .or(() -> JsonWebToken.of(head).map(id -> new RouteChoice(ZIMBRA_ID, id, null)));
    }

    private static Optional<RouteChoice> byName(Optional<UserName> user) {
        return user.map(name -> new RouteChoice(USERNAME, name, null));
    }

    private static RouteChoice byToken(AuthToken token) {
        return new RouteChoice(ZIMBRA_ID, token.account(), token.serverVersion());
    }

    private static Optional<RouteChoice> byArgument(RequestHead head) {
        return Query.of(head.target())
                .value("zauthtoken")
                .flatMap(text -> AuthToken.of(new String(text, StandardCharsets.ISO_8859_1)))
                .map(RouteChoice::byToken);
    }
}
