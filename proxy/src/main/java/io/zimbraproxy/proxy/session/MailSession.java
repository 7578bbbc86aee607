package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import io.vertx.core.net.impl.NetSocketInternal;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.relay.LingeringClose;
import io.zimbraproxy.proxy.relay.Relay;
import io.zimbraproxy.proxy.route.ClientPeer;
import io.zimbraproxy.proxy.sasl.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One mail client from its first byte to its last: drives the dialogue, routes the login, logs in upstream, and joins the
 * two (states: {@link SessionState}). Reads at the client's channel in front of Vert.x, so nothing is copied and nothing
 * is lost when the relay takes over. Everything runs on the channel's event loop.
 */
public final class MailSession extends ChannelInboundHandlerAdapter {
    private static final String HANDLER = "session";

    /** What may wait behind a login; the rest stays in the client's socket. */
    private static final int MAX_WAITING = 64 * 1024;

    private final SessionService service;
    private final NetSocketInternal socket;
    private final Channel channel;
    private final ClientPeer peer;
    private final SessionRecord record;
    private final Dialogue dialogue;
    private final Consumer<MailSession> onEnd;
    private SessionState state = new SessionState.Admitting();
    private final ClientInput input = new ClientInput();
    private LoginClock clock;
    private ScheduledFuture<?> answerLater;
    private boolean clientSpoke;
    private boolean clientEnded;

    /** A session on an accepted socket ({@code tls}: its handshake is done). {@code onEnd} is told once. */
    public MailSession(SessionService service, NetSocketInternal socket, boolean tls, Consumer<MailSession> onEnd) {
        this.service = service;
        this.socket = socket;
        this.onEnd = onEnd;
        channel = socket.channelHandlerContext().channel();
        peer = ClientPeer.of(channel);
        record = new SessionRecord(service.listener(), peer.addressAndPort());
        dialogue = service.dialogues().apply(tls);
        if (tls) {
            record.encrypted(channel);
        }
    }

    /** Takes over the channel and greets, if the client's address may come. */
    public void start() {
        channel.pipeline().addBefore("handler", HANDLER, this);
        clock = new LoginClock(channel.eventLoop(), service.timeouts().preAuthIdle(), this::late);
        OnLoop.tell(channel.eventLoop(), service.limits().connection(service.family(), peer), this::admit);
    }

    private void admit(boolean admitted) {
        if (!(state instanceof SessionState.Admitting)) {
            return;
        }
        if (!admitted) {
            String message = dialogue.addressLimited(service.limits().addressMessage());
            close(message + dialogue.farewell(), CloseCause.ADDRESS_LIMITED);
        } else {
            send(dialogue.greeting());
            state = new SessionState.Talking();
            talk();
        }
    }

    /** Takes over the channel and turns the client away. */
    public void refuse() {
        channel.pipeline().addBefore("handler", HANDLER, this);
        close(dialogue.busy(), CloseCause.TOO_MANY_CONNECTIONS);
    }

    /** This process wants to stop: a client that is not logged in, and not about to be, can as well go elsewhere. */
    public void windDown() {
        if (state instanceof SessionState.Talking || state instanceof SessionState.Admitting) {
            shutDown();
        }
    }

    /** Ends the session because this process stops. */
    public void shutDown() {
        if (state instanceof SessionState.Relaying relaying) {
            relaying.relay().finish(CloseCause.SHUTDOWN);
        } else if (!(state instanceof SessionState.Ended)) {
            close(dialogue.farewell(), CloseCause.SHUTDOWN);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        input.add(ctx, message);
        clientSpoke = true;
        if (state instanceof SessionState.Talking) {
            talk();
        } else if (state instanceof SessionState.StartingTls) {
            close("", CloseCause.PLAINTEXT_AFTER_STARTTLS);
        } else if (input.size() > MAX_WAITING) {
            end(CloseCause.PROTOCOL_ERROR);
        }
    }

    /** Runs the commands that are complete. */
    private void talk() {
        while (state instanceof SessionState.Talking) {
            Step step = dialogue.next(input.buffer());
            if (step instanceof Step.NeedMore) {
                break;
            }
            perform(step);
        }
        if (input.isEmpty()) {
            input.drop();
        }
        if (clientEnded && state instanceof SessionState.Talking) {
            end(CloseCause.CLIENT_CLOSED);
        }
    }

    private void perform(Step step) {
        if (!(step instanceof Step.Continue)) {
            clock.command();
        }
        if (step instanceof Step.Words words) {
            send(words.text());
        } else if (step instanceof Step.Close close) {
            close(close.text(), close.cause());
        } else if (step instanceof Step.StartTls startTls) {
            startTls(startTls.text());
        } else if (step instanceof Step.Login login) {
            login(login.credentials());
        }
    }

    private void startTls(String goAhead) {
        if (!input.isEmpty()) {
            close("", CloseCause.PLAINTEXT_AFTER_STARTTLS);
            return;
        }
        state = new SessionState.StartingTls();
        send(goAhead);
        socket.upgradeToSsl().onComplete(handshake -> {
            if (!(state instanceof SessionState.StartingTls)) {
                return;
            }
            if (handshake.failed()) {
                end(CloseCause.TLS_FAILED);
                return;
            }
            record.encrypted(channel);
            dialogue.tlsStarted();
            clock.command();
            state = new SessionState.Talking();
        });
    }

    private void login(Credentials credentials) {
        clock.stop();
        channel.config().setAutoRead(false);
        LoginAttempt attempt =
                new LoginAttempt(service, channel.eventLoop(), dialogue, credentials, peer, record, new LoginEnd());
        state = new SessionState.LoggingIn(attempt);
        attempt.start();
    }

    private final class LoginEnd implements LoginAttempt.End {
        @Override
        public void loggedIn(Channel upstream, String upstreamHandler, ByteBuf answer) {
            channel.write(answer);
            if (!input.isEmpty()) {
                upstream.writeAndFlush(input.buffer().retain());
            }
            input.drop();
            Relay relay = service.relays()
                    .join(
                            channel,
                            HANDLER,
                            upstream,
                            upstreamHandler,
                            service.idle().toNanos(),
                            MailSession.this::relayed);
            channel.flush();
            if (!(state instanceof SessionState.Ended)) {
                state = new SessionState.Relaying(relay);
                if (clientEnded) {
                    relay.clientEnded();
                }
            }
        }

        @Override
        public void refused(String answer, CloseCause cause, Duration wait) {
            state = new SessionState.Refusing();
            answerLater = channel.eventLoop()
                    .schedule(() -> close(answer + dialogue.farewell(), cause), wait.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public void unavailable(CloseCause cause) {
            close(dialogue.unavailable() + dialogue.farewell(), cause);
        }
    }

    private void relayed(CloseCause cause, long fromClient, long fromUpstream) {
        boolean quiet = cause == CloseCause.IDLE_TIMEOUT || cause == CloseCause.SHUTDOWN;
        if (quiet && channel.isActive() && channel.unsafe().outboundBuffer().totalPendingWriteBytes() == 0) {
            send(dialogue.farewell());
        }
        ended(cause, fromClient, fromUpstream);
    }

    private void late() {
        close(clientSpoke ? dialogue.farewell() : "", CloseCause.LOGIN_TIMEOUT);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            clientEnded = true;
            if (state instanceof SessionState.Talking) {
                talk();
            } else if (state instanceof SessionState.StartingTls || state instanceof SessionState.Refusing) {
                end(CloseCause.CLIENT_CLOSED);
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(CloseCause.CLIENT_CLOSED);
        // The Vert.x socket behind us counts its connections by this event.
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(state instanceof SessionState.StartingTls ? CloseCause.TLS_FAILED : CloseCause.CLIENT_ERROR);
    }

    private void send(String text) {
        if (!text.isEmpty()) {
            channel.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1), channel.voidPromise());
        }
    }

    /** Last words, then the end. */
    private void close(String text, CloseCause cause) {
        if (state instanceof SessionState.Ended) {
            return;
        }
        send(text);
        ended(cause, 0, 0);
        if (channel.isActive()) {
            LingeringClose.end(channel);
        }
    }

    private void end(CloseCause cause) {
        if (!(state instanceof SessionState.Ended)) {
            ended(cause, 0, 0);
            channel.close();
        }
    }

    /** Nothing of a session is left behind: timers, buffers, a login under way. */
    private void ended(CloseCause cause, long fromClient, long fromUpstream) {
        if (state instanceof SessionState.LoggingIn loggingIn) {
            loggingIn.attempt().cancel();
        }
        state = new SessionState.Ended();
        if (clock != null) {
            clock.stop();
        }
        if (answerLater != null) {
            answerLater.cancel(false);
        }
        input.drop();
        service.metrics().sessionEnded(service.listener(), cause, fromClient, fromUpstream);
        record.write(cause, fromClient, fromUpstream);
        onEnd.accept(this);
    }
}
