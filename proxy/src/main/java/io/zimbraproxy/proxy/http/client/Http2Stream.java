package io.zimbraproxy.proxy.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import io.zimbraproxy.proxy.http.ClientSide;
import io.zimbraproxy.proxy.http.Exchange;
import io.zimbraproxy.proxy.http.WebFront;
import io.zimbraproxy.proxy.http.WebService;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.message.Trailers;
import io.zimbraproxy.proxy.net.LoopClock;
import java.util.ArrayDeque;
import java.util.Queue;

/** One request and its answer as a stream of HTTP/2 (RFC 9113 section 8.1). */
final class Http2Stream extends ChannelInboundHandlerAdapter implements LoopClock.Timed {
    private final WebFront front;
    private final WebService service;
    private final ClientSide side;
    private final Http2Streams streams;
    private final ClientPace pace;
    /** What came before the exchange could take it; no more than the window of the stream. */
    private final Queue<ByteBuf> early = new ArrayDeque<>();

    private Channel channel;
    private Http2Response answer;
    private Exchange exchange;
    private Fields trailers;
    private boolean begun;
    private boolean bodyDone;
    private boolean bodyHandedOver;
    private boolean answered;

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
        answer = new Http2Response(this, channel);
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
            bodyHandedOver = !head.framing().hasBody();
            channel.config().setAutoRead(bodyHandedOver);
            exchange = front.handle(head, answer, side);
            if (answered) {
                exchange = null;
            }
        } catch (BadMessage bad) {
            front.malformed(bad, answer, side);
        }
    }

    private void data(ByteBuf part, boolean last) {
        pace.bodyBytes(part.readableBytes());
        bodyDone |= last;
        if (answered || bodyHandedOver) {
            part.release();
            return;
        }
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

    /** The exchange takes parts of the body from now on, or again. */
    void readBody() {
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

    /** The answer was handed over, or cut. */
    void answered() {
        answered = true;
        exchange = null;
    }

    /** True when the client has sent all of its request. */
    boolean bodyDone() {
        return bodyDone;
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
            answer.cut();
            if (slow != null) {
                slow.clientGone();
            }
        }
    }
}
