package io.zimbraproxy.stub.mail;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.zimbraproxy.stub.config.Account;

/** The mail store behind a mailbox server, which serves a client after its login. */
@FunctionalInterface
public interface Backend {

    /**
     * Takes over the connection: replies to the login with success, then serves the client.
     *
     * @param client the connection, paused and without handlers
     * @param account the account to open
     * @param tag tag of the login command, empty in POP3
     * @param early bytes that the client has sent after its login command
     */
    void join(NetSocket client, Account account, String tag, Buffer early);
}
