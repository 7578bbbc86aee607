package io.zimbraproxy.stub.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;

/** Pages of a line or two. */
final class SmallPages {

    private SmallPages() {}

    /** {@code /redirect?to=URL}, 302. */
    static void redirect(HttpServerRequest request, WebSite site) {
        String to = new Query(request).text("to", "/");
        if (to.chars().anyMatch(c -> c < ' ')) {
            throw new IllegalArgumentException("to: control characters are not allowed");
        }
        request.response().setStatusCode(302).putHeader("Location", to).end();
    }

    /** {@code /status/NNN}. */
    static void status(HttpServerRequest request, WebSite site) {
        String code = request.path().substring("/status/".length());
        if (!code.matches("[2-5]\\d\\d")) {
            throw new IllegalArgumentException("not a status code (saw '" + code + "'); allowed: /status/200 to 599");
        }
        request.response().setStatusCode(Integer.parseInt(code)).end("status " + code + "\n");
    }

    /** {@code /cookie}: two cookies, so that a proxy's handling of repeated headers shows. */
    static void cookie(HttpServerRequest request, WebSite site) {
        request.response()
                .headers()
                .add("Set-Cookie", "MAILBOX=" + site.mailbox() + "; Path=/; HttpOnly")
                .add("Set-Cookie", "SECOND=two; Path=/");
        request.response().end("cookies set\n");
    }

    /** {@code /hints}: 103 (RFC 8297) before the answer. */
    static void hints(HttpServerRequest request, WebSite site) {
        String link = "</picture?n=1>; rel=preload; as=image";
        request.response()
                .writeEarlyHints(MultiMap.caseInsensitiveMultiMap().add("Link", link))
                .onSuccess(written -> request.response().putHeader("Link", link).end("hinted\n"));
    }
}
