package io.zimbraproxy.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.AsyncResult;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.impl.NetSocketInternal;
import io.zimbraproxy.proxy.observe.TimeLine;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.upstream.login.LoginStep;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.util.concurrent.TimeUnit;

/**
 * One connection to a mailbox server, from the connect to the answer to the login; bounded in time as a whole. Runs on the
 * event loop of the session it serves, and tells it one {@link Outcome}, or nothing once cancelled.
 */
public final class MailLogin extends ChannelInboundHandlerAdapter {
    private static final String HANDLER = "login";

    /** What becomes of a login. */
    public interface Outcome {
        /**
         * Logged in. {@code answer} is for the client and belongs to the callee; the handler of the given name reads at
         * the channel and holds nothing back.
         */
        void loggedIn(Channel upstream, String handler, ByteBuf answer);

        /**
         * The server has accepted the login. {@code join} goes on, on the event loop, now or later; {@link #cancel} does
         * not. What the server says until then is kept.
         */
        void accepted(Runnable join);

        /** The server refused the credentials; its words are for the client. */
        void rejected(byte[] answer);

        /** There was no answer to the login; {@code why} is for the log. */
        void unavailable(String why);
    }

    private final MailConnector connector;
    private final Route route;
    private final UpstreamLogin login;
    private final Outcome outcome;
    private final TimeLine timeLine;
    private ScheduledFuture<?> limit;
    private Channel channel;
    private ByteBuf input = Unpooled.EMPTY_BUFFER;
    private byte[] answer;
    private boolean over;

    MailLogin(MailConnector connector, Route route, UpstreamLogin login, Outcome outcome, TimeLine timeLine) {
        this.connector = connector;
        this.route = route;
        this.login = login;
        this.outcome = outcome;
        this.timeLine = timeLine;
    }

    /** Connects and goes on by itself. */
    public void start() {
        long seconds = connector.timeout().toMillis();
        limit = connector.loop().schedule(() -> fail("no answer to the login in time"), seconds, TimeUnit.MILLISECONDS);
        connector.connect(route).onComplete(this::connected);
    }

    /** Nobody waits any more. */
    public void cancel() {
        finish();
        if (channel != null) {
            channel.close();
        }
    }

    private void connected(AsyncResult<NetSocket> connection) {
        if (connection.failed()) {
            fail("cannot connect: " + reason(connection.cause()));
            return;
        }
        channel = ((NetSocketInternal) connection.result())
                .channelHandlerContext()
                .channel();
        if (over) {
            channel.close();
            return;
        }
        timeLine.mark("connect");
        channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
        channel.pipeline().addBefore("handler", HANDLER, this);
    }

    private static String reason(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        input = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), input, (ByteBuf) message);
        while (!over && answer == null) {
            LoginStep step = login.next(input);
            if (step instanceof LoginStep.NeedMore) {
                break;
            }
            perform(step);
        }
        if (over) {
            dropInput();
        }
    }

    private void perform(LoginStep step) {
        if (step instanceof LoginStep.Send send) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(send.bytes()), channel.voidPromise());
        } else if (step instanceof LoginStep.Done done) {
            answer = done.answer();
            outcome.accepted(this::join);
            if (!over) {
                channel.config().setAutoRead(false);
            }
        } else if (step instanceof LoginStep.Rejected rejected) {
            finish();
            channel.close();
            outcome.rejected(rejected.answer());
        } else if (step instanceof LoginStep.Broken broken) {
            fail(broken.what());
        }
    }

    private void join() {
        if (over) {
            return;
        }
        ByteBuf rest = input;
        input = Unpooled.EMPTY_BUFFER;
        finish();
        channel.config().setAutoRead(true);
        outcome.loggedIn(channel, HANDLER, Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(answer), rest));
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            fail("closed the connection instead of answering the login");
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail("closed the connection instead of answering the login");
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail("connection failed: " + reason(cause));
    }

    private void fail(String why) {
        if (over) {
            return;
        }
        finish();
        if (channel != null) {
            channel.close();
        }
        outcome.unavailable(route.hostAndPort() + " " + why);
    }

    private void finish() {
        over = true;
        if (limit != null) {
            limit.cancel(false);
        }
        dropInput();
    }

    private void dropInput() {
        input.release();
        input = Unpooled.EMPTY_BUFFER;
    }
}
