package io.zimbraproxy.proxy.session;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.ScheduledFuture;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.net.EventLoops;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.relay.Relay;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.throttle.MailFamily;
import io.zimbraproxy.proxy.throttle.OpenSessions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One mail client from its first byte to its last: drives the dialogue, routes the login, logs in upstream, and joins the
 * two (states: {@link SessionState}). Reads at the client's channel itself, so nothing is copied and nothing is lost
 * when the relay takes over. Everything runs on the channel's event loop.
 */
public final class MailSession extends ChannelInboundHandlerAdapter {
    static final String HANDLER = "session";

    final SessionService service;
    final Channel channel;
    private final ClientOutput voice;
    private final ClientPeer peer;
    private final String serverName;
    private final SessionRecord record;
    final Dialogue dialogue;
    private final Consumer<MailSession> onEnd;
    private SessionState state = new SessionState.Admitting();
    final ClientInput input = new ClientInput();
    private final OpenSessions.Places places;
    private LoginClock clock;
    private ScheduledFuture<?> answerLater;
    private boolean clientSpoke;
    private boolean clientEnded;

    /**
     * A session on an accepted channel.
     *
     * @param serverName what the client asked for when TLS began; null when it named nothing, or TLS has not begun
     * @param tls whether the handshake is done
     * @param onEnd told once
     */
    public MailSession(
            SessionService service,
            Channel channel,
            ClientPeer peer,
            String serverName,
            boolean tls,
            Consumer<MailSession> onEnd) {
        this.service = service;
        this.channel = channel;
        this.peer = peer;
        this.serverName = serverName;
        this.onEnd = onEnd;
        voice = new ClientOutput(channel);
        record = new SessionRecord(service.listener(), peer.addressAndPort());
        dialogue = service.dialogues().apply(tls);
        places = service.guards().sessions().places();
        if (tls) {
            record.encrypted(channel);
        }
    }

    /** Takes over the channel and greets, if the client's address may come. */
    public void start() {
        channel.pipeline().addLast(HANDLER, this);
        clock = new LoginClock(channel.eventLoop(), service.timeouts().preAuthIdle(), this::late);
        Admission admission = new Admission(service, dialogue, places);
        EventLoops.tell(channel.eventLoop(), admission.of(peer, serverName), this::admit);
    }

    private void admit(Optional<Step.Close> turnedAway) {
        if (!(state instanceof SessionState.Admitting)) {
            return;
        }
        state = new SessionState.Talking();
        perform(turnedAway.<Step>map(end -> end).orElseGet(() -> new Step.Reply(dialogue.greeting())));
        talk();
    }

    /** Takes over the channel and turns the client away. */
    public void refuse() {
        channel.pipeline().addLast(HANDLER, this);
        close(dialogue.busy(), CloseCause.TOO_MANY_CONNECTIONS);
    }

    /**
     * True when an end would disturb nobody: the client is between two commands, so that one that waits for nothing hears the
     * farewell as its next line; or it is over. POP3 has no such line, and is left to its QUIT.
     */
    public boolean quiet() {
        if (state instanceof SessionState.Relaying relaying) {
            return service.family() == MailFamily.IMAP && relaying.relay().quiet() && voice.heard();
        }
        return state instanceof SessionState.Talking && clock.quiet() || state instanceof SessionState.Ended;
    }

    /** Ends the session because this process stops, if it is quiet. True when it is over. */
    public boolean endIfQuiet() {
        if (quiet()) {
            shutDown();
        }
        return state instanceof SessionState.Ended;
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
        } else if (input.tooMuch()) {
            // What more comes waits in the client's socket.
            channel.config().setAutoRead(false);
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
        if (state instanceof SessionState.Talking) {
            channel.config().setAutoRead(true);
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
            voice.say(words.text());
        } else if (step instanceof Step.Close close) {
            close(close.text(), close.cause());
        } else if (step instanceof Step.StartTls startTls) {
            startTls(startTls.text());
        } else if (step instanceof Step.Login login) {
            login(login.credentials());
        } else if (step instanceof Step.Refused refused) {
            record.why(refused.why());
            clock.stop();
            Step.Close end = new Step.Close(dialogue.loginRefused() + dialogue.farewell(), CloseCause.SASL_REFUSED);
            refuse(end, service.timeouts().authFailureDelay(), null);
        } else if (step instanceof Step.Work work) {
            work(work);
        }
    }

    private void work(Step.Work work) {
        state = new SessionState.Working();
        EventLoops.tell(channel.eventLoop(), work.on(service.workers()), result -> {
            if (state instanceof SessionState.Working) {
                state = new SessionState.Talking();
                perform(work.next().apply(result));
                talk();
            }
        });
    }

    private void startTls(String goAhead) {
        if (!input.isEmpty()) {
            close("", CloseCause.PLAINTEXT_AFTER_STARTTLS);
            return;
        }
        state = new SessionState.StartingTls();
        voice.say(goAhead);
        channel.pipeline().addFirst(service.tlsStart());
    }

    private void handshaken(boolean success) {
        if (!success) {
            end(CloseCause.TLS_FAILED);
            return;
        }
        record.encrypted(channel);
        dialogue.tlsStarted();
        clock.command();
        state = new SessionState.Talking();
    }

    private void login(Credentials credentials) {
        clock.stop();
        LoginAttempt attempt = new LoginAttempt(
                service, channel.eventLoop(), dialogue, credentials, peer, record, places, new SessionLogin(this));
        state = new SessionState.LoggingIn(attempt);
        attempt.start();
    }

    /** Logged in and joined; both may have ended in that moment. */
    void relaying(Relay relay) {
        if (!(state instanceof SessionState.Ended)) {
            state = new SessionState.Relaying(relay);
            if (clientEnded) {
                relay.clientEnded();
            }
        }
    }

    /** Ends the session after the wait; with a challenge once the client has answered it. */
    void refuse(Step.Close end, Duration wait, LoginEnd.Challenge challenge) {
        state = new SessionState.Refusing();
        channel.config().setAutoRead(false);
        answerLater =
                channel.eventLoop().schedule(() -> lastWords(end, challenge), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void lastWords(Step.Close end, LoginEnd.Challenge challenge) {
        if (challenge == null || clientEnded) {
            close(end.text(), end.cause());
            return;
        }
        state = new SessionState.Talking();
        clock = new LoginClock(channel.eventLoop(), service.timeouts().preAuthIdle(), this::late);
        channel.config().setAutoRead(true);
        perform(dialogue.challenge(challenge.own(), challenge.upstream(), end));
        talk();
    }

    void relayed(CloseCause cause, long fromClient, long fromUpstream) {
        boolean ours = cause == CloseCause.IDLE_TIMEOUT || cause == CloseCause.SHUTDOWN;
        // In the midst of what the mailbox server says it would be taken for a part of that.
        if (ours
                && voice.heard()
                && state instanceof SessionState.Relaying relaying
                && relaying.relay().atLineEnd()) {
            voice.say(dialogue.farewell());
        }
        ended(cause, fromClient, fromUpstream);
    }

    private void late() {
        close(clientSpoke ? dialogue.farewell() : "", CloseCause.LOGIN_TIMEOUT);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            if (state instanceof SessionState.StartingTls) {
                handshaken(handshake.isSuccess());
            }
        } else if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            clientEnded = true;
            if (state instanceof SessionState.Talking) {
                talk();
            } else if (state instanceof SessionState.StartingTls) {
                end(CloseCause.CLIENT_CLOSED);
            }
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(CloseCause.CLIENT_CLOSED);
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(state instanceof SessionState.StartingTls ? CloseCause.TLS_FAILED : CloseCause.CLIENT_ERROR);
    }

    /** Last words, then the end. */
    void close(String text, CloseCause cause) {
        if (state instanceof SessionState.Ended) {
            return;
        }
        // Nothing is said in the clear to somebody who waits for TLS.
        voice.say(state instanceof SessionState.StartingTls ? "" : text);
        ended(cause, 0, 0);
        voice.leave();
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
        places.leave();
        service.metrics().sessionEnded(service.listener(), cause, fromClient, fromUpstream);
        record.write(cause, fromClient, fromUpstream);
        onEnd.accept(this);
    }
}
