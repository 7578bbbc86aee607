package io.zimbraproxy.proxy.it.web;

import java.io.IOException;
import java.net.Socket;

/**
 * What a mailbox server says to the requests for one target.
 *
 * @param early it does not wait for the body of the request
 * @param end {@code close}, {@code reset}, or {@code stay}: what it does behind its words
 */
record ResponseScript(byte[] words, boolean inPieces, boolean early, String end) {
    /** True when the connection goes on. */
    boolean play(Socket connection) throws IOException {
        WebTalk.send(connection, words, inPieces);
        if (end.equals("reset")) {
            connection.setSoLinger(true, 0);
        }
        return end.equals("stay");
    }
}
