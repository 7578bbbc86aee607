package io.zimbraproxy.proxy.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.zimbraproxy.proxy.http.ClientResponseHead;
import io.zimbraproxy.proxy.http.ClientStream;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.Trailers;
import org.jspecify.annotations.Nullable;

/** Writes one response to a client with HTTP/2 (RFC 9113 section 8.1). */
final class Http2Response implements ClientStream {
    private final Http2Stream stream;
    private final Channel channel;
    /** The write of the head; null until the response begins. */
    private @Nullable ChannelFuture headSent;

    private boolean endSent;

    Http2Response(Http2Stream stream, Channel channel) {
        this.stream = stream;
        this.channel = channel;
    }

    @Override
    public void inform(ClientResponseHead head) {
        channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers(head)), channel.voidPromise());
    }

    private static Http2Headers headers(ClientResponseHead head) {
        Http2Headers headers = new DefaultHttp2Headers(true).status(Integer.toString(head.status()));
        head.fields().accept(new Http2Fields(headers));
        return headers;
    }

    @Override
    public void begin(ClientResponseHead head) {
        Http2Headers headers = headers(head);
        Framing framing = head.framing();
        if (framing.kind() == Framing.Kind.LENGTH) {
            headers.add("content-length", Long.toString(framing.length()));
        } else if (head.announcedLength() != null) {
            headers.add("content-length", head.announcedLength());
        }
        endSent = !framing.hasBody();
        headSent = channel.write(new DefaultHttp2HeadersFrame(headers, endSent));
    }

    @Override
    public boolean write(ByteBuf part) {
        if (endSent || !part.isReadable()) {
            part.release();
            return !endSent;
        }
        channel.write(new DefaultHttp2DataFrame(part), channel.voidPromise());
        return true;
    }

    @Override
    public boolean end(Fields trailers) {
        stream.responseEnded();
        ChannelFuture sent = endSent && headSent != null ? headSent : channel.write(last(trailers));
        endSent = true;
        if (!stream.bodyDone()) {
            // Stops the rest of the request (RFC 9113 section 8.1), after the response: a reset discards unsent frames.
            sent.addListener(done ->
                    channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR), channel.voidPromise()));
        }
        return true;
    }

    private static Object last(Fields trailers) {
        Http2Fields fields = new Http2Fields(new DefaultHttp2Headers());
        for (int i = 0; i < trailers.count(); i++) {
            if (Trailers.allowed(trailers.name(i))) {
                fields.copy(trailers, i);
            }
        }
        return fields.headers().isEmpty()
                ? new DefaultHttp2DataFrame(true)
                : new DefaultHttp2HeadersFrame(fields.headers(), true);
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void abort() {
        stream.responseEnded();
        channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR), channel.voidPromise());
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void readBody() {
        stream.readBody();
    }

    @Override
    public void closeAfterResponse() {
        // The connection stays open for the other streams.
    }

    @Override
    public boolean upgradable() {
        return false;
    }

    @Override
    public ByteBuf detach(ClientResponseHead head) {
        throw new IllegalStateException("a stream cannot be upgraded");
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public String handler() {
        return channel.pipeline().context(stream).name();
    }
}
