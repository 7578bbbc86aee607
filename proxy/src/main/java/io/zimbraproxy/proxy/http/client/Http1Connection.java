package io.zimbraproxy.proxy.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.zimbraproxy.proxy.http.ClientContext;
import io.zimbraproxy.proxy.http.Exchange;
import io.zimbraproxy.proxy.http.WebFront;
import io.zimbraproxy.proxy.http.WebService;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.net.LoopClock;
import io.zimbraproxy.proxy.relay.LingeringClose;
import org.jspecify.annotations.Nullable;

/**
 * A client connection with HTTP/1.1 or HTTP/1.0. The proxy processes its requests one at a time: it reads the next request after the
 * response to the previous one.
 *
 * <pre>
 *   HEAD --request head--> REQUEST --response--> HEAD or CLOSING
 *                             |
 *                             +--upgrade--> DETACHED
 * </pre>
 */
public final class Http1Connection extends ChannelInboundHandlerAdapter implements LoopClock.Timed, WebSession {
    /** The name of this handler in its pipeline. */
    public static final String HANDLER = "http-client";

    /** Bytes that a client may send ahead of a response before the proxy stops reading. */
    private static final int MAX_AHEAD = 16 * 1024;

    private enum State {
        HEAD,
        REQUEST,
        CLOSING,
        DETACHED
    }

    private final Channel channel;
    private final WebFront front;
    private final WebService service;
    private final ClientContext context;
    private final Http1RequestReader request;
    private final ClientDeadlines deadlines;
    private State state = State.HEAD;
    /** The response to the current request; null while there is no request. */
    private @Nullable Http1Response response;
    /** The exchange of the current request; null if there is none, or if the proxy responds itself. */
    private @Nullable Exchange exchange;

    private boolean processing;
    private boolean stopping;
    private boolean used;

    public Http1Connection(Channel channel, WebFront front, ClientContext context) {
        this.channel = channel;
        this.front = front;
        this.context = context;
        service = front.service();
        request = new Http1RequestReader(service.limits());
        deadlines = new ClientDeadlines(service.timeouts());
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
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
        if (state == State.REQUEST) {
            deadlines.bodyBytes(bytes.readableBytes());
        } else if (used && !request.hasInput()) {
            deadlines.headBegan();
        }
        request.append(ctx.alloc(), bytes);
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
                progress = state == State.HEAD && readHead() || state == State.REQUEST && readParts();
            }
        } finally {
            processing = false;
        }
        if (state != State.DETACHED) {
            request.freeInputIfEmpty();
        }
        adjustReading();
    }

    /** Returns true if a request has begun. */
    private boolean readHead() {
        if (!request.hasInput() || !channel.isWritable()) {
            return false;
        }
        try {
            RequestHead head = request.head();
            if (head == null) {
                return false;
            }
            begin(head);
        } catch (BadMessage bad) {
            Http1Response refusal = new Http1Response(this, channel, false, false);
            begin(refusal);
            front.malformed(bad, refusal, context);
        }
        return true;
    }

    private void begin(Http1Response next) {
        state = State.REQUEST;
        used = true;
        exchange = null;
        response = next;
    }

    private void begin(RequestHead head) {
        Http1Response own = new Http1Response(this, channel, head.http10(), head.persistent());
        begin(own);
        Exchange begun = front.handle(head, own, context);
        if (state == State.REQUEST && response == own) {
            exchange = begun;
        }
    }

    /** Passes received parts of the body on. Returns true if the server can take more parts that are already received. */
    private boolean readParts() {
        Exchange now = exchange;
        if (now == null || request.bodyComplete()) {
            return false;
        }
        try {
            while (now == exchange && now.wantsBody()) {
                ByteBuf part = request.part();
                if (part == null) {
                    break;
                }
                now.body(part);
            }
            if (now == exchange && request.bodyComplete()) {
                now.bodyEnded(request.trailers());
            } else {
                now.flushBody();
            }
        } catch (BadMessage bad) {
            now.bodyMalformed(bad);
        }
        return now == exchange && !request.bodyComplete() && request.hasInput() && now.wantsBody();
    }

    /** Continues reading the request's body. Called when the exchange can take bytes. */
    void readBody() {
        deadlines.awaited();
        process();
    }

    /** Returns true if another request can follow the current one. */
    boolean reusable() {
        return !stopping && request.bodyComplete();
    }

    /** Ends the current request, because its response was written. {@code keep}: whether to keep the connection open. */
    void endRequest(boolean keep) {
        exchange = null;
        response = null;
        if (!keep || !request.bodyComplete()) {
            close();
            return;
        }
        request.endRequest();
        state = State.HEAD;
        deadlines.awaited();
        process();
    }

    /** Closes the connection in a way that lets the client read the response first. */
    private void close() {
        state = State.CLOSING;
        LingeringClose.end(channel);
    }

    /** Gives up the channel, whose new owner replaces this handler. Returns the unread bytes, which the caller owns. */
    ByteBuf detach() {
        ByteBuf early = request.takeInput();
        state = State.DETACHED;
        exchange = null;
        service.clock().remove(this);
        return early;
    }

    private void adjustReading() {
        if (state == State.HEAD) {
            channel.config().setAutoRead(channel.isWritable());
        } else if (state == State.REQUEST) {
            channel.config().setAutoRead(request.bodyComplete() ? request.inputLength() < MAX_AHEAD : wantsBody());
        }
    }

    private boolean wantsBody() {
        return exchange != null && exchange.wantsBody();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        deadlines.writable(channel.isWritable());
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
        if (state != State.DETACHED) {
            state = State.CLOSING;
            request.freeInput();
        }
        if (response != null) {
            response.drop();
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
        // A request may be on its way, and is still served. The clock closes a connection without requests.
        stopping = true;
    }

    @Override
    public long deadline() {
        return switch (state) {
            case HEAD ->
                stopping
                        ? deadlines.lastDeadline(used, request.hasInput())
                        : deadlines.headDeadline(used, request.hasInput());
            case REQUEST -> deadlines.bodyDeadline(!request.bodyComplete() && wantsBody());
            case CLOSING, DETACHED -> LoopClock.NEVER;
        };
    }

    @Override
    public void late() {
        boolean canRespond = state == State.REQUEST && channel.isWritable() && response != null && !response.begun();
        if (canRespond && exchange != null) {
            exchange.bodyMalformed(new BadMessage(408, "the body did not arrive in time"));
        } else {
            channel.close();
        }
    }
}
