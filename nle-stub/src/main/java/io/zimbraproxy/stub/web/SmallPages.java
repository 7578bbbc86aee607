package io.zimbraproxy.stub.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/** Pages with one or two lines of content. */
final class SmallPages {

    private SmallPages() {}

    /** Serves {@code /redirect?to=URL} with status 302. */
    static void redirect(HttpServerRequest request, PageContext context) {
        String to = new PageParameters(request).text("to", "/");
        if (to.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("to: contains control characters; give a URL");
        }
        request.response().setStatusCode(302).putHeader("Location", to).end();
    }

    /** Serves {@code /status/NNN} with that status. */
    static void status(HttpServerRequest request, PageContext context) {
        String code = request.path().substring("/status/".length());
        if (!code.matches("[2-5]\\d\\d")) {
            throw new IllegalArgumentException("status: out of range (saw '" + code + "'); allowed: 200 to 599");
        }
        request.response().setStatusCode(Integer.parseInt(code)).end("status " + code + "\n");
    }

    /** Serves {@code /cookie} with two cookies, which tests how a proxy handles repeated headers. */
    static void cookie(HttpServerRequest request, PageContext context) {
        request.response()
                .headers()
                .add("Set-Cookie", "MAILBOX=" + context.mailbox() + "; Path=/; HttpOnly")
                .add("Set-Cookie", "SECOND=two; Path=/");
        request.response().end("cookies set\n");
    }

    /** Serves {@code /hints} with an informational response 103 before the final one (RFC 8297). */
    static void hints(HttpServerRequest request, PageContext context) {
        String link = "</picture?n=1>; rel=preload; as=image";
        request.response()
                .writeEarlyHints(MultiMap.caseInsensitiveMultiMap().add("Link", link))
                .onSuccess(written -> request.response().putHeader("Link", link).end("hinted\n"));
    }
}
