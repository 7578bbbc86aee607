package io.zimbraproxy.proxy.http.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.http.body.BodyWriter;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.HeadWriter;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes the requests of one connection in turn: the head, then the parts of the body. */
public final class RequestWriter {
    private static final int USUAL_HEAD = 1024;

    private final Channel channel;
    private @Nullable BodyWriter body;
    private boolean complete;
    private long lastWritten = System.nanoTime();

    RequestWriter(Channel channel) {
        this.channel = channel;
    }

    /** Writes the head of a request. {@code framing}: the framing of the client's request. */
    void begin(Framing framing, Consumer<HeadWriter> head) {
        complete = !framing.hasBody();
        lastWritten = System.nanoTime();
        BodyWriter next = new BodyWriter(channel, framing.kind() == Framing.Kind.STREAM ? Framing.CHUNKED : framing);
        body = next;
        HeadWriter writer = new HeadWriter(channel.alloc().buffer(USUAL_HEAD));
        head.accept(writer);
        channel.write(writer.out(), channel.voidPromise());
        if (complete) {
            next.end(Fields.NONE);
        }
    }

    /** Writes a part of the body and takes ownership of it. Returns false if the part exceeds the announced length. */
    public boolean part(ByteBuf part) {
        lastWritten = System.nanoTime();
        return current().write(part);
    }

    /** Ends the body. Returns false if the body is shorter than announced. */
    public boolean end(Fields trailers) {
        lastWritten = System.nanoTime();
        complete = true;
        return current().end(trailers);
    }

    private BodyWriter current() {
        return Objects.requireNonNull(body, "no request has begun");
    }

    /** Returns true if the whole request was written. */
    public boolean complete() {
        return complete;
    }

    /** Returns true if the connection can take more bytes now. */
    public boolean writable() {
        return channel.isWritable();
    }

    public void flush() {
        current().flush();
        channel.flush();
    }

    /** Returns the time of the last write, by {@link System#nanoTime}. */
    long lastWritten() {
        return lastWritten;
    }

    /** Releases the parts of the body that are not sent yet. */
    void drop() {
        if (body != null) {
            body.drop();
        }
    }
}
