package io.zimbraproxy.proxy.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.util.ReferenceCountUtil;
import io.zimbraproxy.proxy.http.ClientContext;
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
import org.jspecify.annotations.Nullable;

/** One request and its response as an HTTP/2 stream (RFC 9113 section 8.1). */
final class Http2Stream extends ChannelInboundHandlerAdapter implements LoopClock.Timed {
    private final Channel channel;
    private final WebFront front;
    private final WebService service;
    private final ClientContext context;
    private final Http2Streams streams;
    private final ClientDeadlines deadlines;
    /** Parts of the body that the exchange cannot take yet; at most as many bytes as the window of the stream. */
    private final Queue<ByteBuf> waiting = new ArrayDeque<>();

    private final Http2Response response;
    /** Null until the request begins, if the proxy responds itself, and after the response. */
    private @Nullable Exchange exchange;

    private Fields trailers = Fields.NONE;
    private boolean begun;
    private boolean bodyDone;
    private boolean bodyPassedOn;
    private boolean responseEnded;

    Http2Stream(Channel channel, WebFront front, ClientContext context, Http2Streams streams) {
        this.channel = channel;
        this.front = front;
        this.context = context;
        this.streams = streams;
        service = front.service();
        deadlines = new ClientDeadlines(service.timeouts());
        response = new Http2Response(this, channel);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
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
            bodyPassedOn = !head.framing().hasBody();
            channel.config().setAutoRead(bodyPassedOn);
            exchange = front.handle(head, response, context);
            if (responseEnded) {
                exchange = null;
            }
        } catch (BadMessage bad) {
            front.malformed(bad, response, context);
        }
    }

    private void data(ByteBuf part, boolean last) {
        deadlines.bodyBytes(part.readableBytes());
        bodyDone |= last;
        if (responseEnded || bodyPassedOn) {
            part.release();
            return;
        }
        waiting.add(part);
        if (exchange != null && exchange.wantsBody()) {
            passOn();
        }
    }

    private void trailers(Http2Headers headers) {
        bodyDone = true;
        try {
            trailers =
                    Trailers.parse(Http2Head.trailers(headers), service.limits().headerCount());
            if (exchange != null && exchange.wantsBody()) {
                passOn();
            }
        } catch (BadMessage bad) {
            if (exchange != null) {
                exchange.bodyMalformed(bad);
            }
        }
    }

    /** Passes the body on, or more of it, because the exchange can take it. */
    void readBody() {
        deadlines.awaited();
        passOn();
    }

    private void passOn() {
        Exchange now = exchange;
        if (now == null || bodyPassedOn) {
            // The front is still creating the exchange; the parts are passed on as soon as it is known.
            channel.eventLoop().execute(() -> {
                if (exchange != null && !bodyPassedOn) {
                    passOn();
                }
            });
            return;
        }
        while (now == exchange && now.wantsBody() && !waiting.isEmpty()) {
            now.body(waiting.remove());
        }
        if (now != exchange) {
            return;
        }
        if (bodyDone && waiting.isEmpty()) {
            bodyPassedOn = true;
            now.bodyEnded(trailers);
        } else {
            now.flushBody();
        }
        channel.config().setAutoRead(bodyPassedOn || now.wantsBody());
    }

    /** Ends the exchange, because the response was written or aborted. */
    void responseEnded() {
        responseEnded = true;
        exchange = null;
    }

    /** Returns true if the client has sent its whole request. */
    boolean bodyDone() {
        return bodyDone;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        deadlines.writable(channel.isWritable());
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
        waiting.forEach(ByteBuf::release);
        waiting.clear();
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
        return deadlines.bodyDeadline(!bodyDone && exchange != null && exchange.wantsBody());
    }

    @Override
    public void late() {
        Exchange slow = exchange;
        if (slow != null && channel.isWritable() && !bodyDone) {
            slow.bodyMalformed(new BadMessage(408, "the body did not arrive in time"));
        } else {
            response.abort();
            if (slow != null) {
                slow.clientGone();
            }
        }
    }
}
