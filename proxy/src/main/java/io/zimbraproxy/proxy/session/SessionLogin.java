package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.relay.Relay;
import java.time.Duration;

/** Does in a session what comes of its login. */
record SessionLogin(MailSession session) implements LoginEnd {
    /** What the client has sent behind its login goes to the mailbox server, in order, before the relay takes over. */
    @Override
    public void loggedIn(Channel upstream, String upstreamHandler, ByteBuf answer) {
        session.channel.write(answer);
        if (!session.input.isEmpty()) {
            upstream.writeAndFlush(session.input.buffer().retain());
        }
        boolean spoke = !session.input.isEmpty();
        session.input.drop();
        SessionService service = session.service;
        Relay relay = service.relays()
                .join(
                        session.channel,
                        MailSession.HANDLER,
                        upstream,
                        upstreamHandler,
                        service.idle().toNanos(),
                        session::relayed);
        if (spoke) {
            relay.clientSpoke();
        }
        session.channel.flush();
        session.relaying(relay);
    }

    @Override
    public void said(byte[] words) {
        session.channel.writeAndFlush(Unpooled.wrappedBuffer(words), session.channel.voidPromise());
    }

    @Override
    public void refused(String answer, CloseCause cause, Duration wait, Challenge challenge) {
        session.refuse(new Step.Close(answer + session.dialogue.farewell(), cause), wait, challenge);
    }

    @Override
    public void unavailable(String answer, CloseCause cause) {
        session.close(answer + session.dialogue.farewell(), cause);
    }
}
