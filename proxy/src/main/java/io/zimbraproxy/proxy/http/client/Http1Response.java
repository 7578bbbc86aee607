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

/** Writes one answer to a client of HTTP/1.1 or 1.0 (RFC 9112). */
final class Http1Response implements ClientStream {
    private static final int USUAL_HEAD = 1024;

    private final Http1Connection connection;
    private final Channel channel;
    private final boolean http10;
    private boolean keep;
    private BodyWriter body;
    private boolean untilClose;

    /** {@code keep}: whether the client wants to keep its connection. */
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
                if (head.toldLength() != null) {
                    out.add("Content-Length", head.toldLength());
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

    /** Nothing more goes out. */
    void drop() {
        if (body != null) {
            body.drop();
        }
    }

    /** True when the client was told something of it. */
    boolean begun() {
        return body != null;
    }

    /** The client's own way to see the end of a body whose length is not known. */
    private Framing framing(Framing given) {
        boolean unknown = given.kind() == Framing.Kind.CHUNKED || given.kind() == Framing.Kind.CLOSE;
        if (!unknown) {
            return given;
        }
        return http10 ? Framing.CLOSE : Framing.CHUNKED;
    }

    @Override
    public boolean write(ByteBuf part) {
        return body.write(part);
    }

    @Override
    public boolean end(Fields trailers) {
        boolean complete = body.end(trailers);
        connection.answered(keep && complete);
        return complete;
    }

    @Override
    public void flush() {
        if (body != null) {
            body.flush();
        }
        channel.flush();
    }

    /** A reset, where a regular end of the connection would look like the end of the body; TLS does not say goodbye then. */
    @Override
    public void cut() {
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
    public void closeAfterAnswer() {
        keep = false;
    }

    @Override
    public boolean upgradable() {
        return true;
    }

    @Override
    public ByteBuf giveAway(ClientResponseHead head) {
        ByteBuf early = connection.giveAway();
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
