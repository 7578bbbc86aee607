package io.zimbraproxy.proxy.http.upstream;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.ResponseHead;

/** Hears what a server says to one request. On the event loop. */
public interface ResponseListener {
    /** An answer before the answer (RFC 9110 section 15.2). */
    void informed(ResponseHead head);

    /** The server agrees to go on with another protocol; {@code rest} is what it has said in it, and belongs to the callee. */
    void upgraded(ResponseHead head, ByteBuf rest);

    /** The answer begins. */
    void answered(ResponseHead head);

    /** A part of its body, which belongs to the callee. */
    void part(ByteBuf part);

    /** Nothing more has come for now. */
    void pausing();

    /** The answer is complete. */
    void ended(Fields trailers);

    /** There is no answer, or no more of it; {@code why} is for the log. Nothing else is heard then. */
    void broken(String why);

    /** The server has been silent for too long. The connection is open still. */
    void late();

    /** The server takes more of the request's body. */
    void writable();
}
