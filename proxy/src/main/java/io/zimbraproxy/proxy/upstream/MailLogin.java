package io.zimbraproxy.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.zimbraproxy.proxy.observe.TimeLine;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.upstream.login.LoginStep;
import io.zimbraproxy.proxy.upstream.login.Refusal;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.net.InetSocketAddress;

/**
 * One connection to a mailbox server, from the connect to the answer to the login; bounded in time as a whole. Runs on the
 * event loop of the session it serves, and tells it one {@link LoginOutcome}, or nothing once cancelled.
 */
public final class MailLogin extends ChannelInboundHandlerAdapter {
    private static final String HANDLER = "login";

    /** What becomes of a login. */
    public interface LoginOutcome {
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

        /** The server has something to say to the client before its answer. */
        void said(byte[] words);

        /** The server refused the credentials. */
        void rejected(Refusal refusal);

        /** There was no answer to the login; {@code why} is for the log, {@code words} are the server's, or null. */
        void unavailable(String why, byte[] words);
    }

    private final MailConnector connector;
    private final Route route;
    private final UpstreamLogin login;
    private final ClientEnds client;
    private final LoginOutcome outcome;
    private final TimeLine timeLine;
    private LoginDeadline deadline;
    private InetSocketAddress server;
    private Dial dial;
    private Channel channel;
    private boolean greeted;
    private ByteBuf input = Unpooled.EMPTY_BUFFER;
    private byte[] answer;
    private boolean over;

    MailLogin(
            MailConnector connector,
            Route route,
            UpstreamLogin login,
            ClientEnds client,
            LoginOutcome outcome,
            TimeLine timeLine) {
        this.connector = connector;
        this.route = route;
        this.login = login;
        this.client = client;
        this.outcome = outcome;
        this.timeLine = timeLine;
    }

    /** Connects and goes on by itself. */
    public void start() {
        deadline = new LoginDeadline(connector.loop(), connector.times(), this::fail);
        server = connector.address(route);
        dial = connector
                .dialer()
                .dial(server, connector.header(client), this::connected, why -> fail("cannot connect: " + why));
    }

    /** Nobody waits any more. */
    public void cancel() {
        finish();
        close();
    }

    private void close() {
        if (channel != null) {
            channel.close();
        } else if (dial != null) {
            dial.cancel();
        }
    }

    private void connected(Channel connection) {
        channel = connection;
        timeLine.mark("connect");
        channel.pipeline().addLast(HANDLER, this);
        deadline.step(connector.times().greeting(), "no greeting in time");
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        input = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), input, (ByteBuf) message);
        while (!over && answer == null) {
            LoginStep next = login.next(input);
            if (next instanceof LoginStep.NeedMore) {
                break;
            }
            perform(next);
        }
        if (over) {
            dropInput();
        }
    }

    private void perform(LoginStep next) {
        if (!greeted && login.greeted()) {
            greeted = true;
            deadline.step(connector.times().login(), "no answer to the login in time");
        }
        if (next instanceof LoginStep.Send send) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(send.bytes()), channel.voidPromise());
        } else if (next instanceof LoginStep.Say say) {
            outcome.said(say.words());
        } else if (next instanceof LoginStep.StartTls) {
            startTls();
        } else if (next instanceof LoginStep.Done done) {
            answer = done.answer();
            outcome.accepted(this::join);
            if (!over) {
                channel.config().setAutoRead(false);
            }
        } else if (next instanceof LoginStep.Rejected rejected) {
            finish();
            channel.close();
            outcome.rejected(rejected.refusal());
        } else if (next instanceof LoginStep.Broken broken) {
            fail(broken.what(), broken.words());
        }
    }

    /** What follows the server's consent in the clear may be somebody else's (CVE-2011-0411, seen from the client). */
    private void startTls() {
        if (input.isReadable()) {
            fail("sends bytes in the clear behind its consent to TLS");
            return;
        }
        connector
                .dialer()
                .secure(channel, server, this::encrypted, cause -> fail("TLS failed: " + Dialer.reason(cause)));
    }

    private void encrypted() {
        if (!over) {
            perform(login.tlsStarted());
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
    public void channelInactive(ChannelHandlerContext ctx) {
        fail("closed the connection instead of answering the login");
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail("connection failed: " + Dialer.reason(cause));
    }

    private void fail(String why) {
        fail(why, null);
    }

    private void fail(String why, byte[] words) {
        if (over) {
            return;
        }
        finish();
        close();
        outcome.unavailable(route.hostAndPort() + " " + why, words);
    }

    private void finish() {
        over = true;
        if (deadline != null) {
            deadline.stop();
        }
        dropInput();
    }

    private void dropInput() {
        input.release();
        input = Unpooled.EMPTY_BUFFER;
    }
}
