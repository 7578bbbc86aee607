package io.zimbraproxy.stub.web;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;

/** A WebSocket that echoes all messages. The reply to the text {@code mailbox?} is the mailbox server's name. */
final class WebSocketPage implements Page {

    private static final String NAME_REQUEST = "mailbox?";

    @Override
    public void respond(HttpServerRequest request, PageContext context) {
        request.toWebSocket()
                .onSuccess(socket -> echo(socket, context.mailbox()))
                .onFailure(e -> refuse(request));
    }

    private static void echo(ServerWebSocket socket, String mailbox) {
        socket.textMessageHandler(text -> socket.writeTextMessage(text.equals(NAME_REQUEST) ? mailbox : text));
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
