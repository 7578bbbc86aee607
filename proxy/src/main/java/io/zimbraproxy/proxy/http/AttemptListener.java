package io.zimbraproxy.proxy.http;

import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.upstream.Peer;

/** Receives the result of an attempt, on the event loop: one of the last three calls, which is then the last one. */
interface AttemptListener {
    /** The server responds that the account is on another server, and the client receives that response. */
    void misrouted();

    /** The whole response was written, except for its end, which the listener writes. */
    void completed(Fields trailers);

    /** The connections of the client and the server now carry another protocol, and are no longer part of the exchange. */
    void upgraded();

    /** The attempt has failed. {@code why} is for the log. */
    void failed(Peer peer, AttemptFailure failure, String why);
}
