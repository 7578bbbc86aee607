package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A small page for people that shows the mailbox server and the received request. */
final class HomePage implements Page {

    private static final Pattern USER_IN_PATH =
            Pattern.compile("^(?:/service)?/home/~?([^/]+)|^/dav/([^/]+)|^/principals/users/([^/]+)");

    private static final String TEMPLATE = """
            <!doctype html>
            <html lang="en">
            <head><meta charset="utf-8"><title>%1$s</title>
            <style>body{font:16px sans-serif;margin:3em}td{padding:.2em 1em}h1{font-weight:normal}</style></head>
            <body>
            <h1>Served by <b>%1$s</b></h1>
            <table>
            <tr><td>service</td><td>%2$s</td></tr>
            <tr><td>request</td><td>%3$s</td></tr>
            <tr><td>Host</td><td>%4$s</td></tr>
            <tr><td>user in the URL</td><td>%5$s</td></tr>
            <tr><td>X-Forwarded-For</td><td>%6$s</td></tr>
            </table>
            <p>All received headers: <a href="/echo">/echo</a></p>
            </body>
            </html>
            """;

    @Override
    public void respond(HttpServerRequest request, PageContext context) {
        String page = TEMPLATE.formatted(
                context.mailbox(),
                context.service().wireName(),
                escape(request.method() + " " + request.uri()),
                escape(request.getHeader("Host")),
                escape(user(request.path()).orElse("none")),
                escape(request.getHeader("X-Forwarded-For")));
        request.response().putHeader("Content-Type", "text/html; charset=utf-8").end(page);
    }

    static Optional<String> user(String path) {
        Matcher matcher = USER_IN_PATH.matcher(path);
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return Optional.of(matcher.group(group));
            }
        }
        return Optional.empty();
    }

    private static String escape(@Nullable String text) {
        return text == null
                ? "none"
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;");
    }
}
