package io.zimbraproxy.stub.mail;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.zimbraproxy.stub.config.Account;

/** What serves a client once it has logged in. */
@FunctionalInterface
public interface Backend {

    /**
     * Takes over the connection: answers the login with success, then serves.
     *
     * @param client paused, without handlers
     * @param account the account to open
     * @param tag tag of the login command, empty in POP3
     * @param early what the client has already sent behind its login
     */
    void join(NetSocket client, Account account, String tag, Buffer early);
}
