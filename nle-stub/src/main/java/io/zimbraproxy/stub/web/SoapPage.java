package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** A SOAP endpoint that streams the request body back with its type and length. */
final class SoapPage implements Page {

    @Override
    public void respond(HttpServerRequest request, PageContext context) {
        HttpServerResponse response = request.response();
        if (!request.method().equals(HttpMethod.POST)) {
            response.setStatusCode(405).putHeader("Allow", "POST").end("use POST for SOAP\n");
            return;
        }
        String type = request.getHeader("Content-Type");
        response.putHeader("Content-Type", type == null ? "application/soap+xml" : type);
        String length = request.getHeader("Content-Length");
        if (length == null) {
            response.setChunked(true);
        } else {
            response.putHeader("Content-Length", length);
        }
        request.pipeTo(response);
    }
}
