package io.zimbraproxy.proxy.http.upstream;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.ResponseHead;

/** Receives the response to one request, on the event loop. */
public interface ResponseListener {
    /** Receives an interim response, which precedes the final one (RFC 9110 section 15.2). */
    void interim(ResponseHead head);

    /** The server accepts the upgrade. {@code rest}: bytes of the new protocol; the listener owns them. */
    void upgraded(ResponseHead head, ByteBuf rest);

    /** Receives the head of the final response. */
    void head(ResponseHead head);

    /** Receives a part of the body; the listener owns it. */
    void part(ByteBuf part);

    /** All parts that the last read has received were passed on. */
    void readComplete();

    /** The response is complete. */
    void completed(Fields trailers);

    /** The response is missing or truncated, and the connection is closed. {@code why} is for the log. The last call. */
    void broken(String why);

    /** The server has sent nothing for too long. The connection is still open. */
    void timedOut();

    /** The connection can take more of the request's body. */
    void writable();
}
