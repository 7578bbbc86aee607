package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.location.CookieText;
import io.zimbraproxy.proxy.http.location.NormalPath;
import io.zimbraproxy.proxy.http.location.Query;
import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.http.message.RequestHead;
import java.util.Optional;

/** Redirects between HTTP and HTTPS. */
public interface HttpModeRules {
    /** Returns the URL to redirect the client to, or empty to serve the request. */
    Optional<String> redirect(RequestHead head, NormalPath path, HostHeader host);

    /** Serves all requests. */
    static HttpModeRules serve() {
        return (head, path, host) -> Optional.empty();
    }

    /** Redirects all requests to HTTPS at a port. */
    static HttpModeRules redirect(int httpsPort) {
        return (head, path, host) -> Optional.of(https(host, httpsPort) + head.target());
    }

    /** The rules of an HTTP listener that serves only clients that are logged in. It redirects all other clients, logouts and password changes to HTTPS at a port. */
    static HttpModeRules mixedHttp(int httpsPort) {
        return (head, path, host) -> {
            if (Mixed.changesPassword(path)) {
                return Optional.of(https(host, httpsPort) + head.target());
            }
            boolean loggedOut = !CookieText.hasUserToken(head.fields())
                    || Query.of(head.target()).has("loginOp", "logout");
            return loggedOut ? Optional.of(https(host, httpsPort) + Mixed.marked(head.target())) : Optional.empty();
        };
    }

    /** The rules of an HTTPS listener that sends clients from HTTP back there after their login, to a port. */
    static HttpModeRules mixedHttps(int httpPort) {
        return (head, path, host) -> {
            boolean back = CookieText.hasUserToken(head.fields())
                    && Query.of(head.target()).has(Mixed.NAME, Mixed.VALUE)
                    && !Mixed.changesPassword(path);
            return back
                    ? Optional.of("http://" + host.withPort(httpPort, 80) + Mixed.unmarked(head.target()))
                    : Optional.empty();
        };
    }

    private static String https(HostHeader host, int port) {
        return "https://" + host.withPort(port, 443);
    }

    /** The query argument that marks clients that were redirected from HTTP. */
    final class Mixed {
        private static final String NAME = "zminitmode";
        private static final String VALUE = "http";
        private static final String MARK = NAME + '=' + VALUE;

        private Mixed() {}

        private static boolean changesPassword(NormalPath path) {
            return path.text().endsWith("changepass");
        }

        private static String marked(String target) {
            if (Query.of(target).has(NAME, VALUE)) {
                return target;
            }
            return target + (target.indexOf('?') < 0 ? '?' : '&') + MARK;
        }

        private static String unmarked(String target) {
            int query = target.indexOf('?');
            StringBuilder rest = new StringBuilder();
            for (String argument : target.substring(query + 1).split("&", -1)) {
                if (!argument.equals(MARK)) {
                    rest.append(rest.isEmpty() ? '?' : '&').append(argument);
                }
            }
            return target.substring(0, query) + rest;
        }
    }
}
