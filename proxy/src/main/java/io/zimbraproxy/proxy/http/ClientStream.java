package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.http.message.Fields;

/** The client's end of one exchange, whatever version of HTTP it speaks. On the event loop. */
public interface ClientStream {
    /** An answer before the answer; left out where the client would not understand it. */
    void inform(ClientResponseHead head);

    /** Begins the answer. */
    void begin(ClientResponseHead head);

    /** A part of the answer's body, which belongs to the callee; false when it is more than was announced. */
    boolean write(ByteBuf part);

    /** The answer is complete; false when it is less than was announced. */
    boolean end(Fields trailers);

    void flush();

    /** Breaks the answer off, so that the client can tell. */
    void cut();

    /** True when the client takes more now; else {@link Exchange#clientWritable} will tell. */
    boolean writable();

    /** The exchange takes parts of the request's body from now on, or again. */
    void readBody();

    /** The connection is of no use after this answer. */
    void closeAfterAnswer();

    /** True when bytes can go both ways as they are, once a protocol is changed. */
    boolean upgradable();

    /**
     * Gives the connection away, after {@code head} was written: it is the callee's no more.
     *
     * @return what the client has sent behind its request already; belongs to the caller
     */
    ByteBuf giveAway(ClientResponseHead head);

    /** The connection. */
    Channel channel();

    /** Name of the handler that reads from it. */
    String handler();
}
