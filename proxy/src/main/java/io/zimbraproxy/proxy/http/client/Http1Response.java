package io.zimbraproxy.proxy.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.zimbraproxy.proxy.http.ClientResponseHead;
import io.zimbraproxy.proxy.http.ClientStream;
import io.zimbraproxy.proxy.http.body.BodyWriter;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.HeadWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes one response to a client with HTTP/1.1 or HTTP/1.0 (RFC 9112). */
final class Http1Response implements ClientStream {
    private static final int USUAL_HEAD = 1024;

    private final Http1Connection connection;
    private final Channel channel;
    private final boolean http10;
    private boolean keep;
    /** Null until the response begins. */
    private @Nullable BodyWriter body;

    private boolean untilClose;

    /** {@code keep}: whether the client wants to keep the connection open. */
    Http1Response(Http1Connection connection, Channel channel, boolean http10, boolean keep) {
        this.connection = connection;
        this.channel = channel;
        this.http10 = http10;
        this.keep = keep;
    }

    @Override
    public void inform(ClientResponseHead head) {
        if (!http10) {
            HeadWriter out = head(head);
            out.end();
            channel.writeAndFlush(out.out(), channel.voidPromise());
        }
    }

    private HeadWriter head(ClientResponseHead head) {
        HeadWriter out = new HeadWriter(channel.alloc().buffer(USUAL_HEAD));
        out.status(head.status(), head.reason());
        head.fields().accept(out);
        return out;
    }

    @Override
    public void begin(ClientResponseHead head) {
        Framing framing = framing(head.framing());
        untilClose = framing.kind() == Framing.Kind.CLOSE;
        keep = keep && !untilClose && connection.reusable();
        HeadWriter out = head(head);
        switch (framing.kind()) {
            case LENGTH -> out.add("Content-Length", Long.toString(framing.length()));
            case CHUNKED -> out.add("Transfer-Encoding", "chunked");
            default -> {
                if (head.announcedLength() != null) {
                    out.add("Content-Length", head.announcedLength());
                }
            }
        }
        if (!keep) {
            out.add("Connection", "close");
        } else if (http10) {
            out.add("Connection", "keep-alive");
        }
        out.end();
        body = new BodyWriter(channel, framing);
        channel.write(out.out(), channel.voidPromise());
    }

    /** Releases the parts of the body that are not sent yet. */
    void drop() {
        if (body != null) {
            body.drop();
        }
    }

    /** Returns true if a part of the response was sent. */
    boolean begun() {
        return body != null;
    }

    /** Chooses the framing of a body with an unknown length by the client's HTTP version. */
    private Framing framing(Framing given) {
        boolean unknown = given.kind() == Framing.Kind.CHUNKED || given.kind() == Framing.Kind.CLOSE;
        if (!unknown) {
            return given;
        }
        return http10 ? Framing.CLOSE : Framing.CHUNKED;
    }

    @Override
    public boolean write(ByteBuf part) {
        return body().write(part);
    }

    @Override
    public boolean end(Fields trailers) {
        boolean complete = body().end(trailers);
        connection.endRequest(keep && complete);
        return complete;
    }

    private BodyWriter body() {
        return Objects.requireNonNull(body, "the response has not begun");
    }

    @Override
    public void flush() {
        if (body != null) {
            body.flush();
        }
        channel.flush();
    }

    /**
     * {@inheritDoc}
     *
     * <p>Resets the connection, without close_notify of TLS, if a regular end of the connection would look like the end of the body.
     */
    @Override
    public void abort() {
        drop();
        if (untilClose && channel.isActive()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.unsafe().close(channel.unsafe().voidPromise());
        } else {
            channel.close();
        }
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void readBody() {
        connection.readBody();
    }

    @Override
    public void closeAfterResponse() {
        keep = false;
    }

    @Override
    public boolean upgradable() {
        return true;
    }

    @Override
    public ByteBuf detach(ClientResponseHead head) {
        ByteBuf early = connection.detach();
        HeadWriter out = head(head);
        out.end();
        channel.write(out.out(), channel.voidPromise());
        return early;
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public String handler() {
        return Http1Connection.HANDLER;
    }
}
