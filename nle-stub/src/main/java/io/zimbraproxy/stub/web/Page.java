package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;

/** What answers at a path. */
@FunctionalInterface
interface Page {

    /** Answers, at once or later. An {@link IllegalArgumentException} becomes status 400 with its message. */
    void answer(HttpServerRequest request, WebSite site);
}
