package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;

/** The handler of a path. */
@FunctionalInterface
interface Page {

    /** Sends the response, now or later. An {@link IllegalArgumentException} becomes status 400 with its message. */
    void respond(HttpServerRequest request, PageContext context);
}
