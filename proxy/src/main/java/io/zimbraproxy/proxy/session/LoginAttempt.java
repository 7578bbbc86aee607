package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.zimbraproxy.proxy.net.ClientPeer;
import io.zimbraproxy.proxy.net.EventLoops;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.route.AuthGrant;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UserName;
import io.zimbraproxy.proxy.sasl.BearerError;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.throttle.OpenSessions;
import io.zimbraproxy.proxy.upstream.ClientEnds;
import io.zimbraproxy.proxy.upstream.MailLogin;
import io.zimbraproxy.proxy.upstream.login.LoginPeer;
import io.zimbraproxy.proxy.upstream.login.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * One login of one session: finds the route, then asks the mailbox server. Runs on the session's event loop, and tells it
 * one {@link LoginEnd}, or nothing once cancelled.
 */
final class LoginAttempt implements MailLogin.LoginOutcome {
    private static final String TOO_MANY = "Too many sessions of this user are open";

    private final SessionService service;
    private final EventLoop loop;
    private final Dialogue dialogue;
    private final Credentials credentials;
    private final ClientPeer peer;
    private final SessionRecord record;
    private final OpenSessions.Places places;
    private final LoginEnd end;
    private final long start = System.nanoTime();
    private RouteRequest request;
    private RouteResult.Found found;
    private MailLogin login;
    /** What the account is called, by the client and by the lookup handler. */
    private final Set<String> names = new LinkedHashSet<>(2);

    private boolean retried;
    private boolean over;

    LoginAttempt(
            SessionService service,
            EventLoop loop,
            Dialogue dialogue,
            Credentials credentials,
            ClientPeer peer,
            SessionRecord record,
            OpenSessions.Places places,
            LoginEnd end) {
        this.service = service;
        this.loop = loop;
        this.dialogue = dialogue;
        this.credentials = credentials;
        this.peer = peer;
        this.record = record;
        this.places = places;
        this.end = end;
    }

    void start() {
        UserName user = UserName.of(credentials.routingLogin()).orElse(null);
        if (user == null) {
            // The same answer after the same time as for a name that nobody has.
            record.why("not a valid user name");
            wrong(dialogue.loginRefused(), CloseCause.LOOKUP_REFUSED, Duration.ZERO, null);
            return;
        }
        record.user(user);
        names.add(user.text());
        request = credentials.form() == Credentials.Form.GSSAPI
                ? RouteRequest.ofTicket(
                        user,
                        service.upstreamProtocol(),
                        peer,
                        service.delegation().of(principal()))
                : RouteRequest.ofMail(user, service.upstreamProtocol(), peer);
        ifMayTry(user.text(), () -> resolve(this::routed));
    }

    private String principal() {
        return new String(credentials.authenticationId(), StandardCharsets.UTF_8);
    }

    /** Goes on unless too many logins under this name, or from this address, have failed. */
    private void ifMayTry(String name, Runnable next) {
        onLoop(service.guards().failures().mayTry(peer, name), allowed -> {
            if (allowed) {
                next.run();
            } else {
                record.why("too many failed logins; not tried");
                onLoop(
                        service.guards().failures().refused(peer, name),
                        wait -> refuse(dialogue.loginRefused(), CloseCause.TOO_MANY_FAILURES, wait, challenge(null)));
            }
        });
    }

    /** Asks for the route. */
    private void resolve(Consumer<RouteResult> next) {
        onLoop(service.routes().resolve(request), next);
    }

    /** The answer comes on the event loop, and only while somebody waits. */
    private <T> void onLoop(CompletionStage<T> stage, Consumer<T> next) {
        EventLoops.tell(loop, stage, answer -> {
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
            wrong(dialogue.loginRefused(), CloseCause.LOOKUP_REFUSED, refused.delay(), null);
        } else if (result instanceof RouteResult.Unavailable unavailable) {
            fail(CloseCause.LOOKUP_FAILED, unavailable.why(), null);
        }
    }

    /** The account is known now, whatever the client calls it. */
    private void logIn(RouteResult.Found answer) {
        String account = answer.route().account().text();
        if (names.add(account)) {
            ifMayTry(account, () -> logInIfAllowed(answer));
        } else {
            logInIfAllowed(answer);
        }
    }

    private void logInIfAllowed(RouteResult.Found answer) {
        String account = answer.route().written();
        onLoop(service.guards().limits().beforeLogin(account), admitted -> {
            if (admitted) {
                connect(answer);
            } else {
                overLimit(account);
            }
        });
    }

    private void overLimit(String account) {
        record.why("too many logins of the account");
        String message = service.guards().limits().accountMessage(account);
        refuse(dialogue.accountLimited(message), CloseCause.ACCOUNT_LIMITED, Duration.ZERO, null);
    }

    private void connect(RouteResult.Found answer) {
        found = answer;
        Route route = answer.route();
        record.route(route);
        LoginPeer who = new LoginPeer(route.account().text(), peer.address(), peer.proxyAddress());
        login = service.connector()
                .logIn(
                        route,
                        dialogue.upstreamLogin(upstreamCredentials(answer), who),
                        new ClientEnds(peer, service.port()),
                        this,
                        record.timeLine());
        login.start();
    }

    private Credentials upstreamCredentials(RouteResult.Found answer) {
        AuthGrant grant = answer.grant();
        if (grant == null) {
            return credentials;
        }
        // Who has shown the ticket; a handler that does not say means the account itself.
        UserName holder = grant.account() == null ? answer.route().account() : grant.account();
        return credentials.granted(holder.text(), grant.token());
    }

    @Override
    public void accepted(Runnable join) {
        String account = found.route().written();
        onLoop(service.guards().limits().login(account), admitted -> {
            if (admitted) {
                takePlace(account, join);
            } else {
                login.cancel();
                overLimit(account);
            }
        });
    }

    private void takePlace(String account, Runnable join) {
        onLoop(places.ofAccount(account), room -> {
            if (room) {
                join.run();
            } else {
                login.cancel();
                record.why("too many sessions of the account");
                refuse(dialogue.accountLimited(TOO_MANY), CloseCause.TOO_MANY_SESSIONS, Duration.ZERO, null);
            }
        });
    }

    @Override
    public void said(byte[] words) {
        end.said(words);
    }

    @Override
    public void loggedIn(Channel upstream, String handler, ByteBuf answer) {
        record.timeLine().mark("login");
        ended("ok");
        end.loggedIn(upstream, handler, answer);
    }

    @Override
    public void rejected(Refusal refusal) {
        elsewhere(() -> {
            record.why(refusal.shown());
            wrong(dialogue.loginRefused(refusal), CloseCause.LOGIN_REJECTED, Duration.ZERO, refusal.challenge());
        });
    }

    @Override
    public void unavailable(String why, byte[] words) {
        elsewhere(() -> fail(CloseCause.UPSTREAM_UNAVAILABLE, why, words));
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

    /** The client is not who it says, or nobody is: counted, and answered after the same time in both cases. */
    private void wrong(String answer, CloseCause cause, Duration atLeast, String upstreamChallenge) {
        onLoop(
                service.guards().failures().failed(peer, names),
                wait -> refuse(
                        answer, cause, wait.compareTo(atLeast) < 0 ? atLeast : wait, challenge(upstreamChallenge)));
    }

    private LoginEnd.Challenge challenge(String upstream) {
        String own = BearerError.challenge(credentials.form());
        return own == null ? null : new LoginEnd.Challenge(own, upstream);
    }

    /** {@code wait}: from the beginning, so that it does not tell how far the attempt got. */
    private void refuse(String answer, CloseCause cause, Duration wait, LoginEnd.Challenge challenge) {
        ended(cause.label());
        Duration left = wait.minusNanos(System.nanoTime() - start);
        end.refused(answer, cause, left.isNegative() ? Duration.ZERO : left, challenge);
    }

    private void fail(CloseCause cause, String why, byte[] words) {
        record.why(why);
        ended(cause.label());
        end.unavailable(dialogue.unavailable(words), cause);
    }

    private void ended(String outcome) {
        over = true;
        service.metrics().login(service.listener(), outcome, System.nanoTime() - start);
    }
}
