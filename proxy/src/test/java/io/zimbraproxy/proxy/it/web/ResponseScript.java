package io.zimbraproxy.proxy.it.web;

import java.io.IOException;
import java.net.Socket;

/**
 * Response of a mailbox server to the requests for one target.
 *
 * @param inPieces sends every byte in its own packet
 * @param early does not wait for the body of the request
 * @param end {@code close}, {@code reset} or {@code stay}: what happens to the connection after the response
 */
record ResponseScript(byte[] bytes, boolean inPieces, boolean early, String end) {
    /** Sends the response. Returns true if the connection stays open. */
    boolean send(Socket connection) throws IOException {
        StrictWebClient.send(connection, bytes, inPieces);
        if (end.equals("reset")) {
            connection.setSoLinger(true, 0);
        }
        return end.equals("stay");
    }
}
