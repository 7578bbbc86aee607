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
import io.zimbraproxy.proxy.throttle.SessionSlots;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One mail client, from its first byte to its last. The session runs the dialogue, routes the login, logs in at the
 * mailbox server, and joins both connections. Each of its {@link SessionState}s decides what an event means. The
 * session reads from the client's channel itself, so no byte is copied or lost when the relay takes over. Runs on the
 * channel's event loop.
 */
public final class MailSession extends ChannelInboundHandlerAdapter {
    static final String HANDLER = "session";

    final SessionService service;
    final Channel channel;
    final ClientPeer peer;
    final Dialogue dialogue;
    final SessionRecord record;
    final SessionSlots slots;
    final ClientInput input = new ClientInput();
    final ClientOutput output;
    private final @Nullable String serverName;
    private final Consumer<MailSession> onEnd;
    private SessionState state = new SessionState.Accepted();
    private boolean clientSpoke;
    private boolean clientEnded;

    /**
     * Creates a session on an accepted channel.
     *
     * @param serverName the name that the client sent in its TLS handshake (SNI); null without TLS or name
     * @param tls whether the TLS handshake is done
     * @param onEnd called once
     */
    public MailSession(
            SessionService service,
            Channel channel,
            ClientPeer peer,
            @Nullable String serverName,
            boolean tls,
            Consumer<MailSession> onEnd) {
        this.service = service;
        this.channel = channel;
        this.peer = peer;
        this.serverName = serverName;
        this.onEnd = onEnd;
        output = new ClientOutput(channel);
        record = new SessionRecord(service.listener(), peer.addressAndPort());
        dialogue = service.dialogues().apply(tls);
        slots = service.guards().sessions().newSlots();
        if (tls) {
            record.encrypted(channel);
        }
    }

    /** Takes over the channel, and sends the greeting if the client's address is admitted. */
    public void start() {
        channel.pipeline().addLast(HANDLER, this);
        state = new SessionState.Admitting(newClock());
        Admission admission = new Admission(service, dialogue, slots);
        EventLoops.tell(channel.eventLoop(), admission.of(peer, serverName), refusal -> state.admitted(this, refusal));
    }

    /** Takes over the channel, tells the client that the proxy has too many connections, and closes it. */
    public void refuse() {
        channel.pipeline().addLast(HANDLER, this);
        close(dialogue.busy(), CloseCause.TOO_MANY_CONNECTIONS);
    }

    /**
     * Returns true if the session is over, or can end now without disturbing the client. The client is between two
     * commands, so it reads the farewell as the next line. POP3 has no such line, so a POP3 session after the login is
     * never quiet.
     */
    public boolean quiet() {
        return state.quiet(this);
    }

    /** Ends the session for the shutdown of the process if it is quiet; returns true if it is over. */
    public boolean endIfQuiet() {
        if (quiet()) {
            shutDown();
        }
        return state.over();
    }

    /** Ends the session for the shutdown of the process. */
    public void shutDown() {
        state.shutDown(this);
    }

    SessionState state() {
        return state;
    }

    /** Changes the state. Only states call this, and only {@link SessionState.Ended} is final. */
    void enter(SessionState next) {
        state = next;
    }

    LoginClock newClock() {
        return new LoginClock(
                channel.eventLoop(),
                service.timeouts().preAuthIdle(),
                () -> close(clientSpoke ? dialogue.farewell() : "", CloseCause.LOGIN_TIMEOUT));
    }

    boolean clientEnded() {
        return clientEnded;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        input.add(ctx, message);
        clientSpoke = true;
        state.received(this);
    }

    /** Runs all complete commands of the client, as long as the state allows. */
    void runCommands() {
        boolean next = true;
        while (next) {
            next = state.runCommand(this);
        }
        if (input.isEmpty()) {
            input.drop();
        }
        state.awaitCommand(this);
    }

    /**
     * Ends the session after the wait. With a challenge, the client gets the challenge then, and must respond before
     * the end.
     */
    void refuse(Step.Close end, Duration wait, LoginResult.@Nullable Challenge challenge) {
        channel.config().setAutoRead(false);
        ScheduledFuture<?> timer = channel.eventLoop()
                .schedule(() -> replyToRefused(end, challenge), wait.toMillis(), TimeUnit.MILLISECONDS);
        state = new SessionState.Refusing(timer);
    }

    private void replyToRefused(Step.Close end, LoginResult.@Nullable Challenge challenge) {
        if (challenge == null || clientEnded) {
            close(end.text(), end.cause());
            return;
        }
        channel.config().setAutoRead(true);
        Talking.resume(this, newClock(), dialogue.challenge(challenge.own(), challenge.upstream(), end));
    }

    /** Handles the end of the relay; {@code fromClient} and {@code fromUpstream} are bytes. */
    void relayed(CloseCause cause, long fromClient, long fromUpstream) {
        boolean ownCause = cause == CloseCause.IDLE_TIMEOUT || cause == CloseCause.SHUTDOWN;
        // In the middle of a reply of the mailbox server, the client would read the farewell as a part of that reply.
        if (ownCause && output.isFlushed() && state.atLineEnd()) {
            output.send(dialogue.farewell());
        }
        ended(cause, fromClient, fromUpstream);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof SslHandshakeCompletionEvent handshake) {
            state.handshakeDone(this, handshake.isSuccess());
        } else if (event instanceof ChannelInputShutdownEvent || event instanceof SslCloseCompletionEvent) {
            clientEnded = true;
            state.clientEnded(this);
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
        end(state.failure());
    }

    /** Sends the text, and ends the session. */
    void close(String text, CloseCause cause) {
        if (!state.over()) {
            output.send(state.mayReply() ? text : "");
            ended(cause, 0, 0);
            output.close();
        }
    }

    /** Ends the session, and closes the connection at once. */
    void end(CloseCause cause) {
        if (!state.over()) {
            ended(cause, 0, 0);
            channel.close();
        }
    }

    /** Releases everything that the session holds: timer, buffer, slots, and a login in progress. */
    private void ended(CloseCause cause, long fromClient, long fromUpstream) {
        state.release();
        state = new SessionState.Ended();
        input.drop();
        slots.release();
        service.metrics().sessionEnded(service.listener(), cause, fromClient, fromUpstream);
        record.write(cause, fromClient, fromUpstream);
        onEnd.accept(this);
    }
}
