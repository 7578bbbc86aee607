package io.zimbraproxy.proxy.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import io.zimbraproxy.proxy.http.AnswerHead;
import io.zimbraproxy.proxy.http.ClientSide;
import io.zimbraproxy.proxy.http.ClientStream;
import io.zimbraproxy.proxy.http.Exchange;
import io.zimbraproxy.proxy.http.LoopClock;
import io.zimbraproxy.proxy.http.WebFront;
import io.zimbraproxy.proxy.http.WebService;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.message.Trailers;
import java.util.ArrayDeque;
import java.util.Queue;

/** One request and its answer as a stream of HTTP/2 (RFC 9113 section 8.1). */
final class Http2Stream extends ChannelInboundHandlerAdapter implements ClientStream, LoopClock.Timed {
    private final WebFront front;
    private final WebService service;
    private final ClientSide side;
    private final Http2Streams streams;
    private final ClientPace pace;
    /** What came before the exchange could take it; no more than the window of the stream. */
    private final Queue<ByteBuf> early = new ArrayDeque<>();

    private Channel channel;
    private Exchange exchange;
    private Fields trailers;
    private boolean begun;
    private boolean bodyDone;
    private boolean bodyHandedOver;
    private boolean answered;
    private boolean endSent;

    Http2Stream(WebFront front, ClientSide side, Http2Streams streams) {
        this.front = front;
        this.side = side;
        this.streams = streams;
        service = front.service();
        pace = new ClientPace(service.timeouts());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        service.clock().add(this);
        streams.opened();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof Http2HeadersFrame frame) {
            if (begun) {
                trailers(frame.headers());
            } else {
                begun = true;
                head(frame.headers(), frame.isEndStream());
            }
        } else if (message instanceof Http2DataFrame frame) {
            data(frame.content().retain(), frame.isEndStream());
            frame.release();
        } else {
            ReferenceCountUtil.release(message);
        }
    }

    private void head(Http2Headers headers, boolean last) {
        bodyDone = last;
        try {
            byte[] bytes = Http2Head.of(headers);
            if (bytes.length > service.limits().headerBytes()) {
                throw new BadMessage(431, "head too long");
            }
            RequestHead head = RequestHead.parse(
                    bytes, service.limits().uriBytes(), service.limits().headerCount(), !last);
            if (last && head.framing().hasBody()) {
                throw new BadMessage(400, "the body is shorter than announced");
            }
            if (!last) {
                channel.config().setAutoRead(false);
            }
            bodyHandedOver = last;
            exchange = front.handle(head, this, side);
            if (answered) {
                exchange = null;
            }
        } catch (BadMessage bad) {
            front.malformed(bad, this, side);
        }
    }

    private void data(ByteBuf part, boolean last) {
        pace.bodyBytes(part.readableBytes());
        bodyDone |= last;
        early.add(part);
        if (exchange != null && exchange.wantsBody()) {
            handOver();
        }
    }

    private void trailers(Http2Headers headers) {
        bodyDone = true;
        try {
            trailers =
                    Trailers.parse(Http2Head.trailers(headers), service.limits().headerCount());
            if (exchange != null && exchange.wantsBody()) {
                handOver();
            }
        } catch (BadMessage bad) {
            if (exchange != null) {
                exchange.bodyMalformed(bad);
            }
        }
    }

    @Override
    public void readBody() {
        pace.awaited();
        handOver();
    }

    private void handOver() {
        Exchange now = exchange;
        if (now == null || bodyHandedOver) {
            // Called from within the front: what is there is handed over as soon as the exchange is known.
            channel.eventLoop().execute(() -> {
                if (exchange != null && !bodyHandedOver) {
                    handOver();
                }
            });
            return;
        }
        while (now == exchange && now.wantsBody() && !early.isEmpty()) {
            now.body(early.poll());
        }
        if (now != exchange) {
            return;
        }
        if (bodyDone && early.isEmpty()) {
            bodyHandedOver = true;
            now.bodyEnded(trailers == null ? Fields.NONE : trailers);
        } else {
            now.bodyPausing();
        }
        channel.config().setAutoRead(bodyHandedOver || now.wantsBody());
    }

    @Override
    public void inform(AnswerHead head) {
        channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers(head)), channel.voidPromise());
    }

    private static Http2Headers headers(AnswerHead head) {
        Http2Headers headers = new DefaultHttp2Headers(true).status(Integer.toString(head.status()));
        head.fields().accept(new Http2Fields(headers));
        return headers;
    }

    @Override
    public void begin(AnswerHead head) {
        Http2Headers headers = headers(head);
        Framing framing = head.framing();
        if (framing.kind() == Framing.Kind.LENGTH) {
            headers.add("content-length", Long.toString(framing.length()));
        } else if (head.toldLength() != null) {
            headers.add("content-length", head.toldLength());
        }
        endSent = !framing.hasBody();
        channel.write(new DefaultHttp2HeadersFrame(headers, endSent), channel.voidPromise());
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
    public boolean end(Fields fields) {
        answered = true;
        exchange = null;
        if (!endSent) {
            endSent = true;
            channel.write(last(fields), channel.voidPromise());
        }
        if (!bodyDone) {
            // The rest of the body is of no use (RFC 9113 section 8.1).
            channel.write(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR), channel.voidPromise());
        }
        return true;
    }

    private static Object last(Fields fields) {
        if (fields.count() == 0) {
            return new DefaultHttp2DataFrame(true);
        }
        Http2Fields trailers = new Http2Fields(new DefaultHttp2Headers());
        for (int i = 0; i < fields.count(); i++) {
            trailers.copy(fields, i);
        }
        return new DefaultHttp2HeadersFrame(trailers.headers(), true);
    }

    @Override
    public void flush() {
        channel.flush();
    }

    @Override
    public void cut() {
        answered = true;
        exchange = null;
        channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.INTERNAL_ERROR), channel.voidPromise());
    }

    @Override
    public boolean writable() {
        return channel.isWritable();
    }

    @Override
    public void closeAfterAnswer() {
        // The other streams of the connection go on.
    }

    @Override
    public boolean upgradable() {
        return false;
    }

    @Override
    public ByteBuf giveAway(AnswerHead head) {
        throw new IllegalStateException("a stream is not upgraded");
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public String handler() {
        return channel.pipeline().context(this).name();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pace.writable(channel.isWritable());
        if (channel.isWritable() && exchange != null) {
            exchange.clientWritable();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        ReferenceCountUtil.release(event);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        service.clock().remove(this);
        early.forEach(ByteBuf::release);
        early.clear();
        Exchange left = exchange;
        exchange = null;
        if (left != null) {
            left.clientGone();
        }
        streams.closed();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        channel.close();
    }

    @Override
    public long deadline() {
        return pace.bodyDeadline(!bodyDone && exchange != null && exchange.wantsBody());
    }

    @Override
    public void late() {
        Exchange slow = exchange;
        if (slow != null && channel.isWritable() && !bodyDone) {
            slow.bodyMalformed(new BadMessage(408, "the body did not come in time"));
        } else {
            cut();
            if (slow != null) {
                slow.clientGone();
            }
        }
    }
}
