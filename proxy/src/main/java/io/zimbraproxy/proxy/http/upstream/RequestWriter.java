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
final class RequestWriter {
    private static final int USUAL_HEAD = 1024;

    private final Channel channel;
    private @Nullable BodyWriter body;
    private boolean complete;

    RequestWriter(Channel channel) {
        this.channel = channel;
    }

    /** Writes the head of a request. {@code framing}: the framing of the client's request. */
    void begin(Framing framing, Consumer<HeadWriter> head) {
        complete = !framing.hasBody();
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
    boolean part(ByteBuf part) {
        return current().write(part);
    }

    /** Ends the body. Returns false if the body is shorter than announced. */
    boolean end(Fields trailers) {
        complete = true;
        return current().end(trailers);
    }

    private BodyWriter current() {
        return Objects.requireNonNull(body, "no request has begun");
    }

    /** Returns true if the whole request was written. */
    boolean complete() {
        return complete;
    }

    void flush() {
        current().flush();
        channel.flush();
    }

    /** Releases the parts of the body that are not sent yet. */
    void drop() {
        if (body != null) {
            body.drop();
        }
    }
}
