package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;

/** A WebSocket that says everything back; the text {@code mailbox?} is answered with the mailbox server's name. */
final class WebSocketPage implements Page {

    private static final String WHO = "mailbox?";

    @Override
    public void answer(HttpServerRequest request, WebSite site) {
        request.toWebSocket().onSuccess(socket -> echo(socket, site.mailbox())).onFailure(e -> refuse(request));
    }

    private static void echo(ServerWebSocket socket, String mailbox) {
        socket.textMessageHandler(text -> socket.writeTextMessage(text.equals(WHO) ? mailbox : text));
        socket.binaryMessageHandler(socket::writeBinaryMessage);
    }

    private static void refuse(HttpServerRequest request) {
        if (!request.response().ended()) {
            request.response()
                    .setStatusCode(426)
                    .putHeader("Upgrade", "websocket")
                    .end("WebSocket only\n");
        }
    }
}
