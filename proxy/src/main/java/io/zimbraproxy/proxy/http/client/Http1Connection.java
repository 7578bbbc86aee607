package io.zimbraproxy.proxy.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.zimbraproxy.proxy.http.ClientSide;
import io.zimbraproxy.proxy.http.Exchange;
import io.zimbraproxy.proxy.http.WebFront;
import io.zimbraproxy.proxy.http.WebService;
import io.zimbraproxy.proxy.http.body.BodyReader;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.HeadFinder;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.net.LoopClock;
import io.zimbraproxy.proxy.relay.LingeringClose;

/**
 * A client that speaks HTTP/1.1 or 1.0: its requests one after the other, each with its answer before the next is looked at.
 *
 * <pre>
 *   head --> request under way --answered--> head
 *                  |                 |
 *                  +--101--> away    +--> closing
 * </pre>
 */
public final class Http1Connection extends ChannelInboundHandlerAdapter implements LoopClock.Timed, WebSession {
    /** The name of this handler in its pipeline. */
    public static final String HANDLER = "http-client";

    /** What a client may send ahead of the answer it waits for, before it is not read from any more; in bytes. */
    private static final int MAX_AHEAD = 16 * 1024;

    /** Empty lines that old clients send behind a body (RFC 9112 section 2.2). */
    private static final int MAX_EMPTY_LINES = 2;

    private enum State {
        HEAD,
        UNDER_WAY,
        CLOSING,
        AWAY
    }

    private final WebFront front;
    private final WebService service;
    private final ClientSide side;
    private final HeadFinder finder;
    private final ClientPace pace;
    private Channel channel;
    private State state = State.HEAD;
    private ByteBuf input = Unpooled.EMPTY_BUFFER;
    private Http1Response answer;
    private Exchange exchange;
    private BodyReader body;
    private boolean processing;
    private boolean stopping;
    private boolean used;

    public Http1Connection(WebFront front, ClientSide side) {
        this.front = front;
        this.side = side;
        service = front.service();
        finder = new HeadFinder(service.limits().headerBytes(), service.limits().headerCount(), MAX_EMPTY_LINES);
        pace = new ClientPace(service.timeouts());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        service.clock().add(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        service.clock().remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (state == State.CLOSING) {
            bytes.release();
            return;
        }
        if (state == State.UNDER_WAY) {
            pace.bodyBytes(bytes.readableBytes());
        } else if (used && !input.isReadable()) {
            pace.headBegan();
        }
        input = input.isReadable() ? ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), input, bytes) : bytes;
        process();
    }

    private void process() {
        if (processing) {
            return;
        }
        processing = true;
        try {
            boolean progress = true;
            while (progress) {
                progress = state == State.HEAD && readHead() || state == State.UNDER_WAY && readParts();
            }
        } finally {
            processing = false;
        }
        if (state != State.AWAY && !input.isReadable()) {
            dropInput();
        }
        adjustReading();
    }

    /** True when a request has begun. */
    private boolean readHead() {
        if (!input.isReadable() || !channel.isWritable()) {
            return false;
        }
        try {
            int length = finder.find(input);
            if (length == 0) {
                return false;
            }
            byte[] bytes = new byte[length];
            input.readBytes(bytes);
            begin(RequestHead.parse(
                    bytes, service.limits().uriBytes(), service.limits().headerCount(), false));
        } catch (BadMessage bad) {
            begin(new Http1Response(this, channel, false, false));
            front.malformed(bad, answer, side);
        }
        return true;
    }

    private void begin(Http1Response next) {
        state = State.UNDER_WAY;
        used = true;
        exchange = null;
        answer = next;
    }

    private void begin(RequestHead head) {
        Http1Response own = new Http1Response(this, channel, head.http10(), head.persistent());
        begin(own);
        body = head.framing().hasBody()
                ? new BodyReader(
                        head.framing(),
                        service.limits().headerBytes(),
                        service.limits().headerCount())
                : null;
        Exchange begun = front.handle(head, own, side);
        if (state == State.UNDER_WAY && answer == own) {
            exchange = begun;
        }
    }

    /** Hands over what is there of the body; true when the server could take more of it by now. */
    private boolean readParts() {
        if (bodyComplete() || exchange == null) {
            return false;
        }
        Exchange now = exchange;
        try {
            while (now == exchange && now.wantsBody()) {
                ByteBuf part = body.next(input);
                if (part == null) {
                    break;
                }
                now.body(part);
            }
            if (now == exchange && body.ended()) {
                now.bodyEnded(body.trailers());
            } else {
                now.bodyPausing();
            }
        } catch (BadMessage bad) {
            now.bodyMalformed(bad);
        }
        return now == exchange && !bodyComplete() && input.isReadable() && now.wantsBody();
    }

    private boolean bodyComplete() {
        return body == null || body.ended();
    }

    /** The exchange takes more of the body. */
    void readBody() {
        pace.awaited();
        process();
    }

    /** True when another request can follow this one. */
    boolean reusable() {
        return !stopping && bodyComplete();
    }

    /** The answer was handed over; {@code keep}: the client may go on. */
    void answered(boolean keep) {
        exchange = null;
        answer = null;
        if (!keep || !bodyComplete()) {
            close();
            return;
        }
        body = null;
        state = State.HEAD;
        pace.awaited();
        process();
    }

    /** Ends the connection so that the client reads the answer first. */
    private void close() {
        state = State.CLOSING;
        LingeringClose.end(channel);
    }

    /** The connection becomes somebody else's, who replaces this handler; what was read already is the caller's. */
    ByteBuf giveAway() {
        ByteBuf early = input;
        input = Unpooled.EMPTY_BUFFER;
        state = State.AWAY;
        exchange = null;
        service.clock().remove(this);
        return early;
    }

    private void adjustReading() {
        if (state == State.HEAD) {
            channel.config().setAutoRead(channel.isWritable());
        } else if (state == State.UNDER_WAY) {
            boolean read =
                    bodyComplete() ? input.readableBytes() < MAX_AHEAD : exchange != null && exchange.wantsBody();
            channel.config().setAutoRead(read);
        }
    }

    private void dropInput() {
        input.release();
        input = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        pace.writable(channel.isWritable());
        if (channel.isWritable()) {
            if (exchange != null) {
                exchange.clientWritable();
            } else {
                process();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Exchange left = exchange;
        exchange = null;
        if (state != State.AWAY) {
            state = State.CLOSING;
            dropInput();
        }
        if (answer != null) {
            answer.drop();
        }
        if (left != null) {
            left.clientGone();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        channel.close();
    }

    @Override
    public void windDown() {
        // A request may be on its way: it is answered, as the last one. Who has sent none for a while is left by the
        // clock.
        stopping = true;
    }

    @Override
    public long deadline() {
        return switch (state) {
            case HEAD ->
                stopping ? pace.lastDeadline(used, input.isReadable()) : pace.headDeadline(used, input.isReadable());
            case UNDER_WAY -> pace.bodyDeadline(!bodyComplete() && exchange != null && exchange.wantsBody());
            case CLOSING, AWAY -> LoopClock.NEVER;
        };
    }

    @Override
    public void late() {
        if (state == State.UNDER_WAY && channel.isWritable() && !answer.begun()) {
            exchange.bodyMalformed(new BadMessage(408, "the body did not come in time"));
        } else {
            channel.close();
        }
    }
}
