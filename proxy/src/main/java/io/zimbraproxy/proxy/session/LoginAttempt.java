package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.route.ClientPeer;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UserName;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.upstream.MailLogin;
import io.zimbraproxy.proxy.upstream.login.LoginPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One login of one session: finds the route, then asks the mailbox server. Runs on the session's event loop, and tells it
 * one {@link End}, or nothing once cancelled.
 */
final class LoginAttempt implements MailLogin.Outcome {
    /** How an attempt ends. */
    interface End {
        /** Logged in; see {@link MailLogin.Outcome#loggedIn}. */
        void loggedIn(Channel upstream, String handler, ByteBuf answer);

        /** Refused: the client gets this answer after the wait. */
        void refused(String answer, CloseCause cause, Duration wait);

        /** Failed for no fault of the client. */
        void unavailable(CloseCause cause);
    }

    private final SessionService service;
    private final EventLoop loop;
    private final Dialogue dialogue;
    private final Credentials credentials;
    private final ClientPeer peer;
    private final SessionRecord record;
    private final End end;
    private final long start = System.nanoTime();
    private RouteRequest request;
    private RouteResult.Found found;
    private MailLogin login;
    private boolean retried;
    private boolean over;

    LoginAttempt(
            SessionService service,
            EventLoop loop,
            Dialogue dialogue,
            Credentials credentials,
            ClientPeer peer,
            SessionRecord record,
            End end) {
        this.service = service;
        this.loop = loop;
        this.dialogue = dialogue;
        this.credentials = credentials;
        this.peer = peer;
        this.record = record;
        this.end = end;
    }

    void start() {
        UserName user = UserName.of(credentials.routingLogin()).orElse(null);
        if (user == null) {
            // The same answer after the same time as for a name that nobody has.
            record.why("not a valid user name");
            refuse(
                    dialogue.loginRefused(),
                    CloseCause.LOOKUP_REFUSED,
                    service.timeouts().authFailureDelay());
            return;
        }
        record.user(user);
        request = RouteRequest.ofMail(user, service.upstreamProtocol(), peer);
        resolve(this::routed);
    }

    /** Asks for the route. */
    private void resolve(Consumer<RouteResult> next) {
        onLoop(service.routes().resolve(request), next);
    }

    /** The answer comes on the event loop, and only while somebody waits. */
    private <T> void onLoop(CompletionStage<T> stage, Consumer<T> next) {
        OnLoop.tell(loop, stage, answer -> {
            if (!over) {
                next.accept(answer);
            }
        });
    }

    /** Nobody waits any more. */
    void cancel() {
        over = true;
        if (login != null) {
            login.cancel();
        }
    }

    private void routed(RouteResult result) {
        if (result instanceof RouteResult.Found route) {
            logIn(route);
        } else if (result instanceof RouteResult.Refused refused) {
            record.why(refused.reason());
            refuse(dialogue.loginRefused(), CloseCause.LOOKUP_REFUSED, refused.delay());
        } else if (result instanceof RouteResult.Unavailable unavailable) {
            fail(CloseCause.LOOKUP_FAILED, unavailable.why());
        }
    }

    /** The account is known now, whatever the client calls it. */
    private void logIn(RouteResult.Found answer) {
        CompletionStage<Boolean> allowed =
                service.limits().beforeLogin(answer.route().written());
        onLoop(allowed, admitted -> {
            if (admitted) {
                connect(answer);
            } else {
                overLimit();
            }
        });
    }

    private void overLimit() {
        record.why("too many logins of the account");
        refuse(dialogue.accountLimited(service.limits().accountMessage()), CloseCause.ACCOUNT_LIMITED, Duration.ZERO);
    }

    private void connect(RouteResult.Found answer) {
        found = answer;
        Route route = answer.route();
        record.route(route);
        LoginPeer who = new LoginPeer(route.account().text(), peer.address(), peer.proxyAddress());
        login = service.connector().logIn(route, dialogue.upstreamLogin(credentials, who), this, record.timeLine());
        login.start();
    }

    @Override
    public void accepted(Runnable join) {
        onLoop(service.limits().login(found.route().written()), admitted -> {
            if (admitted) {
                join.run();
            } else {
                login.cancel();
                overLimit();
            }
        });
    }

    @Override
    public void loggedIn(Channel upstream, String handler, ByteBuf answer) {
        record.timeLine().mark("login");
        ended("ok");
        end.loggedIn(upstream, handler, answer);
    }

    @Override
    public void rejected(byte[] answer) {
        // One byte a character: answers of mailbox servers may hold any.
        String text = new String(answer, StandardCharsets.ISO_8859_1);
        elsewhere(
                () -> refuse(text, CloseCause.LOGIN_REJECTED, service.timeouts().authFailureDelay()));
    }

    @Override
    public void unavailable(String why) {
        elsewhere(() -> fail(CloseCause.UPSTREAM_UNAVAILABLE, why));
    }

    /**
     * A remembered route may be out of date, because the mailbox has moved: it is forgotten and asked for once more, and a
     * server that was not tried yet gets the login. A login that failed has changed nothing, so it can be repeated.
     */
    private void elsewhere(Runnable otherwise) {
        RouteResult.Found failed = found;
        service.routes().forget(request, failed);
        if (!failed.cached() || retried) {
            otherwise.run();
            return;
        }
        retried = true;
        resolve(result -> {
            boolean moved = result instanceof RouteResult.Found fresh
                    && !fresh.route().hostAndPort().equals(failed.route().hostAndPort());
            if (moved) {
                logIn((RouteResult.Found) result);
            } else {
                otherwise.run();
            }
        });
    }

    private void refuse(String answer, CloseCause cause, Duration wait) {
        ended(cause.label());
        end.refused(answer, cause, wait);
    }

    private void fail(CloseCause cause, String why) {
        record.why(why);
        ended(cause.label());
        end.unavailable(cause);
    }

    private void ended(String outcome) {
        over = true;
        service.metrics().login(service.listener(), outcome, System.nanoTime() - start);
    }
}
