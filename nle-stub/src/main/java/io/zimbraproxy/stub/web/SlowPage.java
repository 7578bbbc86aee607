package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A long poll: {@code /slow?seconds=N}; with {@code early=true} the head and a first line come at once. */
final class SlowPage implements Page {

    @Override
    public void answer(HttpServerRequest request, WebSite site) {
        Query query = new Query(request);
        long millis = query.millis("seconds");
        HttpServerResponse response = request.response().putHeader("Content-Type", "text/plain");
        if (query.flag("early")) {
            response.setChunked(true).write("waiting\n");
        }
        long timer = site.vertx().setTimer(millis, id -> response.end("done\n"));
        response.closeHandler(closed -> site.vertx().cancelTimer(timer));
    }
}
