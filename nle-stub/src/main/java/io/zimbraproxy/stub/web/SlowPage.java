package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** {@code /slow?seconds=N}, a long poll. With {@code early=true} the page sends the head and a first line at once. */
final class SlowPage implements Page {

    @Override
    public void respond(HttpServerRequest request, PageContext context) {
        PageParameters query = new PageParameters(request);
        long millis = query.millis("seconds");
        HttpServerResponse response = request.response().putHeader("Content-Type", "text/plain");
        if (query.flag("early")) {
            response.setChunked(true).write("waiting\n");
        }
        long timer = context.vertx().setTimer(millis, id -> response.end("done\n"));
        response.closeHandler(closed -> context.vertx().cancelTimer(timer));
    }
}
