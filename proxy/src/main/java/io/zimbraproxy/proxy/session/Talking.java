package io.zimbraproxy.proxy.session;

import io.zimbraproxy.proxy.net.EventLoops;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.sasl.Credentials;

/** The dialogue replies to the client's commands. */
record Talking(LoginClock clock) implements SessionState {
    /** Enters this state, performs a step, and runs the commands that have come in meanwhile. */
    static void resume(MailSession session, LoginClock clock, Step step) {
        Talking talking = new Talking(clock);
        session.enter(talking);
        talking.perform(session, step);
        session.runCommands();
    }

    @Override
    public void received(MailSession session) {
        session.runCommands();
    }

    @Override
    public void clientEnded(MailSession session) {
        session.runCommands();
    }

    @Override
    public boolean runCommand(MailSession session) {
        Step step = session.dialogue.next(session.input.buffer());
        if (step instanceof Step.NeedMore) {
            return false;
        }
        perform(session, step);
        return true;
    }

    @Override
    public void awaitCommand(MailSession session) {
        session.channel.config().setAutoRead(true);
        if (session.clientEnded()) {
            session.end(CloseCause.CLIENT_CLOSED);
        }
    }

    private void perform(MailSession session, Step step) {
        if (!(step instanceof Step.Continue)) {
            clock.command();
        }
        if (step instanceof Step.Send send) {
            session.output.send(send.text());
        } else if (step instanceof Step.Close close) {
            session.close(close.text(), close.cause());
        } else if (step instanceof Step.StartTls startTls) {
            startTls(session, startTls.text());
        } else if (step instanceof Step.Login login) {
            logIn(session, login.credentials());
        } else if (step instanceof Step.Refused refused) {
            refuse(session, refused.why());
        } else if (step instanceof Step.Work work) {
            work(session, work);
        }
    }

    private void startTls(MailSession session, String consent) {
        if (!session.input.isEmpty()) {
            session.close("", CloseCause.PLAINTEXT_AFTER_STARTTLS);
            return;
        }
        session.enter(new SessionState.StartingTls(clock));
        session.output.send(consent);
        session.channel.pipeline().addFirst(session.service.tlsStart());
    }

    private void logIn(MailSession session, Credentials credentials) {
        clock.stop();
        LoginAttempt attempt = new LoginAttempt(session, credentials);
        session.enter(new SessionState.LoggingIn(attempt));
        attempt.start();
    }

    private void refuse(MailSession session, String why) {
        clock.stop();
        session.record.why(why);
        String reply = session.dialogue.loginRefused() + session.dialogue.farewell();
        session.refuse(
                new Step.Close(reply, CloseCause.SASL_REFUSED),
                session.service.timeouts().authFailureDelay(),
                null);
    }

    private void work(MailSession session, Step.Work work) {
        session.enter(new SessionState.Working(clock));
        EventLoops.tell(session.channel.eventLoop(), work.on(session.service.workers()), result -> session.state()
                .worked(session, work, result));
    }

    @Override
    public boolean quiet(MailSession session) {
        return clock.quiet();
    }

    @Override
    public void release() {
        clock.stop();
    }
}
