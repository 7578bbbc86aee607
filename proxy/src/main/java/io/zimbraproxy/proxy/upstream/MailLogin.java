package io.zimbraproxy.proxy.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.zimbraproxy.crds.text.RootCause;
import io.zimbraproxy.proxy.observe.TimeLine;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.upstream.login.LoginStep;
import io.zimbraproxy.proxy.upstream.login.Refusal;
import io.zimbraproxy.proxy.upstream.login.UpstreamLogin;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a mailbox server, from the connect to the reply to the login, with a time limit for the whole. Runs
 * on the event loop of the session. It calls one final method of its {@link LoginOutcome}, or none once cancelled.
 */
public final class MailLogin extends ChannelInboundHandlerAdapter {
    private static final String HANDLER = "login";

    /** Receives the result of a login. */
    public interface LoginOutcome {
        /**
         * The login is complete (final). {@code reply} is for the client and belongs to the callee. The handler of the
         * given name reads from the channel and holds no bytes back.
         */
        void loggedIn(Channel upstream, String handler, ByteBuf reply);

        /**
         * The server has accepted the login. The callee runs {@code join} on the event loop, now or later, to complete
         * the login, or calls {@link #cancel}. Until then, more bytes of the server are kept.
         */
        void accepted(Runnable join);

        /** The server has sent lines that the client should get before the reply to its login. */
        void forward(byte[] lines);

        /** The server has refused the credentials (final). */
        void rejected(Refusal refusal);

        /**
         * The server did not reply to the login (final). {@code why} is for the log, {@code reply} what it said
         * instead, or null.
         */
        void unavailable(String why, byte @Nullable [] reply);
    }

    private final MailConnector connector;
    private final Route route;
    private final UpstreamLogin login;
    private final ClientEnds client;
    private final LoginOutcome outcome;
    private final TimeLine timeLine;
    private final LoginDeadline deadline;
    private final InetSocketAddress server;
    private @Nullable Dial dial;
    private @Nullable Channel connection;
    private ByteBuf input = Unpooled.EMPTY_BUFFER;
    private boolean greeted;
    private boolean accepted;
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
        deadline = new LoginDeadline(connector.loop(), connector.times(), this::fail);
        server = connector.address(route);
    }

    /** Connects, and then logs in. */
    public void start() {
        dial = connector
                .dialer()
                .dial(server, connector.header(client), this::connected, why -> fail("cannot connect: " + why));
    }

    /** Ends the login without a result, and closes the connection. */
    public void cancel() {
        finish();
        close();
    }

    private void close() {
        if (connection != null) {
            connection.close();
        } else if (dial != null) {
            dial.cancel();
        }
    }

    private void connected(Channel channel) {
        connection = channel;
        timeLine.mark("connect");
        channel.pipeline().addLast(HANDLER, this);
        deadline.step(connector.times().greeting(), "no greeting in time");
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        input = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), input, (ByteBuf) message);
        while (!over && !accepted) {
            LoginStep next = login.next(input);
            if (next instanceof LoginStep.NeedMore) {
                break;
            }
            perform(ctx.channel(), next);
        }
        if (over) {
            dropInput();
        }
    }

    private void perform(Channel channel, LoginStep next) {
        if (!greeted && login.greeted()) {
            greeted = true;
            deadline.step(connector.times().login(), "no reply to the login in time");
        }
        if (next instanceof LoginStep.Send send) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(send.bytes()), channel.voidPromise());
        } else if (next instanceof LoginStep.Forward forward) {
            outcome.forward(forward.lines());
        } else if (next instanceof LoginStep.StartTls) {
            startTls(channel);
        } else if (next instanceof LoginStep.Done done) {
            accepted(channel, done.reply());
        } else if (next instanceof LoginStep.Rejected rejected) {
            finish();
            channel.close();
            outcome.rejected(rejected.refusal());
        } else if (next instanceof LoginStep.Broken broken) {
            fail(broken.reason(), broken.reply());
        }
    }

    /**
     * Plaintext after the server's consent to TLS may come from an attacker (CVE-2011-0411, from the client's side).
     */
    private void startTls(Channel channel) {
        if (input.isReadable()) {
            fail("sent plaintext after accepting STARTTLS");
            return;
        }
        connector
                .dialer()
                .secure(
                        channel,
                        server,
                        () -> encrypted(channel),
                        cause -> fail("TLS failed: " + RootCause.message(cause)));
    }

    private void encrypted(Channel channel) {
        if (!over) {
            perform(channel, login.tlsStarted());
        }
    }

    private void accepted(Channel channel, byte[] reply) {
        accepted = true;
        outcome.accepted(() -> join(channel, reply));
        if (!over) {
            channel.config().setAutoRead(false);
        }
    }

    private void join(Channel channel, byte[] reply) {
        if (over) {
            return;
        }
        ByteBuf rest = input;
        input = Unpooled.EMPTY_BUFFER;
        finish();
        channel.config().setAutoRead(true);
        outcome.loggedIn(channel, HANDLER, Unpooled.wrappedBuffer(Unpooled.wrappedBuffer(reply), rest));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        fail("closed the connection before it replied to the login");
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail("connection failed: " + RootCause.message(cause));
    }

    private void fail(String why) {
        fail(why, null);
    }

    private void fail(String why, byte @Nullable [] reply) {
        if (over) {
            return;
        }
        finish();
        close();
        outcome.unavailable(route.hostAndPort() + " " + why, reply);
    }

    private void finish() {
        over = true;
        deadline.stop();
        dropInput();
    }

    private void dropInput() {
        input.release();
        input = Unpooled.EMPTY_BUFFER;
    }
}
