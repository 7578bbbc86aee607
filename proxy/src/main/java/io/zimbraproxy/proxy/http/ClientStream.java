package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.http.message.Fields;

/** The client's side of one exchange, in any HTTP version. All methods run on the event loop. */
public interface ClientStream {
    /** Sends an interim response, if the client's HTTP version has them. */
    void inform(ClientResponseHead head);

    /** Begins the response. */
    void begin(ClientResponseHead head);

    /** Writes a part of the response's body and takes ownership of it. Returns false if it exceeds the announced length. */
    boolean write(ByteBuf part);

    /** Ends the response. Returns false if it is shorter than announced. */
    boolean end(Fields trailers);

    void flush();

    /** Aborts the response in a way that the client can detect. */
    void abort();

    /** Returns true if the client can take more bytes now; else {@link Exchange#clientWritable} tells when. */
    boolean writable();

    /** Asks for the request's body, or for more of it, through {@link Exchange#body}. */
    void readBody();

    /** Makes the connection close after this response. */
    void closeAfterResponse();

    /** Returns true if the connection can change to another protocol. */
    boolean upgradable();

    /**
     * Writes {@code head}, and detaches the connection from HTTP; the caller owns it afterwards.
     *
     * @return the bytes that the client has already sent after its request; the caller owns them
     */
    ByteBuf detach(ClientResponseHead head);

    /** Returns the channel of the connection or of the HTTP/2 stream. */
    Channel channel();

    /** Returns the name of the handler that reads from the channel. */
    String handler();
}
