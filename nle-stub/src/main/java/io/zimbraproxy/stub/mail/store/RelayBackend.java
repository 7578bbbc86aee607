package io.zimbraproxy.stub.mail.store;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.mail.Backend;
import io.zimbraproxy.stub.mail.InputBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;

/** A backend that logs in to a mail server, then relays bytes. The reply to the last login line goes to the client. */
final class RelayBackend implements Backend {

    private final NetClient connector;
    private final String host;
    private final int port;
    private final BiFunction<Account, String, List<String>> login;

    /** @param login returns the login lines for an account and the client's tag; each is sent after one line of the server */
    RelayBackend(Vertx vertx, String host, int port, BiFunction<Account, String, List<String>> login) {
        this.connector = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
        this.host = host;
        this.port = port;
        this.login = login;
    }

    @Override
    public void join(NetSocket client, Account account, String tag, Buffer early) {
        connector
                .connect(port, host)
                .onSuccess(store -> {
                    store.exceptionHandler(ignored -> store.close());
                    logIn(store, login.apply(account, tag).iterator(), () -> relay(client, store, early));
                })
                .onFailure(e -> client.close());
    }

    private static void logIn(NetSocket store, Iterator<String> lines, Runnable then) {
        InputBuffer input = new InputBuffer();
        store.handler(bytes -> {
            input.append(bytes);
            if (input.line().isEmpty()) {
                return;
            }
            store.write(lines.next());
            if (!lines.hasNext()) {
                store.pause();
                store.handler(null);
                then.run();
            }
        });
    }

    private static void relay(NetSocket client, NetSocket store, Buffer early) {
        // When one side ends, its pipe ends the other side. A broken pipe is an ended session, not an error.
        store.pipeTo(client);
        store.write(early);
        client.pipeTo(store);
    }
}
