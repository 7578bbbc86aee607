package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.net.EventLoops;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UserName;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.throttle.FailedLogins;
import io.zimbraproxy.proxy.throttle.LoginLimits;
import io.zimbraproxy.proxy.upstream.login.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One login of one session: finds the route, checks the limits, then logs in at the mailbox server. Runs on the
 * session's event loop. It applies one {@link LoginResult}, or none once cancelled.
 */
final class LoginAttempt {
    private final MailSession session;
    private final SessionService service;
    private final Dialogue dialogue;
    private final Credentials credentials;
    private final LoginResult result;
    private final FailedLogins failures;
    private final LoginLimits limits;
    /** Names of the account: the client's, and the lookup handler's. */
    private final Set<String> names = new LinkedHashSet<>(2);

    private @Nullable RoutedLogin login;
    private boolean retried;
    private boolean over;

    LoginAttempt(MailSession session, Credentials credentials) {
        this.session = session;
        this.credentials = credentials;
        service = session.service;
        dialogue = session.dialogue;
        failures = service.guards().failures();
        limits = service.guards().limits();
        result = new LoginResult(session, credentials.form());
    }

    MailSession session() {
        return session;
    }

    Credentials credentials() {
        return credentials;
    }

    LoginLimits limits() {
        return limits;
    }

    void start() {
        UserName user = UserName.of(credentials.routingLogin()).orElse(null);
        if (user == null) {
            // The client gets the same reply, after the same time, as for an unknown name.
            session.record.why("not a valid user name");
            refuseCredentials(dialogue.loginRefused(), CloseCause.LOOKUP_REFUSED, Duration.ZERO, null);
            return;
        }
        session.record.user(user);
        names.add(user.text());
        RouteRequest request = request(user);
        unlessTooManyFailures(
                user.text(), () -> onLoop(service.routes().resolve(request), found -> routed(request, found)));
    }

    private RouteRequest request(UserName user) {
        if (credentials.form() != Credentials.Form.GSSAPI) {
            return RouteRequest.ofMail(user, service.upstreamProtocol(), session.peer);
        }
        String principal = new String(credentials.authenticationId(), StandardCharsets.UTF_8);
        // A listener that offers GSSAPI has a delegation.
        return RouteRequest.ofTicket(
                user,
                service.upstreamProtocol(),
                session.peer,
                Objects.requireNonNull(service.delegation()).withPrincipal(principal));
    }

    /** Runs {@code next} unless too many logins with this name, or from the client's address, have failed. */
    private void unlessTooManyFailures(String name, Runnable next) {
        onLoop(failures.mayTry(session.peer, name), allowed -> {
            if (allowed) {
                next.run();
            } else {
                session.record.why("too many failed logins; the mailbox server was not asked");
                onLoop(failures.refused(session.peer, name), wait -> {
                    over = true;
                    result.credentialsRefused(dialogue.loginRefused(), CloseCause.TOO_MANY_FAILURES, wait, null);
                });
            }
        });
    }

    /** Runs {@code next} with the result of the stage, on the event loop, unless the attempt is over by then. */
    <T> void onLoop(CompletionStage<T> stage, Consumer<T> next) {
        EventLoops.tell(session.channel.eventLoop(), stage, value -> {
            if (!over) {
                next.accept(value);
            }
        });
    }

    /** Ends the attempt without a result. */
    void cancel() {
        over = true;
        if (login != null) {
            login.cancel();
        }
    }

    private void routed(RouteRequest request, RouteResult found) {
        if (found instanceof RouteResult.Found route) {
            logIn(request, route);
        } else if (found instanceof RouteResult.Refused refused) {
            session.record.why(refused.reason());
            refuseCredentials(dialogue.loginRefused(), CloseCause.LOOKUP_REFUSED, refused.delay(), null);
        } else if (found instanceof RouteResult.Unavailable unavailable) {
            fail(CloseCause.LOOKUP_FAILED, unavailable.why(), null);
        }
    }

    /** Checks the limits again under the name of the account, which may differ from the name that the client sent. */
    private void logIn(RouteRequest request, RouteResult.Found found) {
        String account = found.route().account().text();
        if (names.add(account)) {
            unlessTooManyFailures(account, () -> logInWithinLimit(request, found));
        } else {
            logInWithinLimit(request, found);
        }
    }

    private void logInWithinLimit(RouteRequest request, RouteResult.Found found) {
        String account = found.route().encodedAccount();
        onLoop(limits.beforeLogin(account), admitted -> {
            if (admitted) {
                session.record.route(found.route());
                login = new RoutedLogin(this, request, found);
                login.start();
            } else {
                overLimit(account);
            }
        });
    }

    void overLimit(String account) {
        refuse(
                dialogue.accountLimited(limits.accountMessage(account)),
                CloseCause.ACCOUNT_LIMITED,
                "too many logins of the account");
    }

    /** Sends lines of the mailbox server to the client. */
    void forward(byte[] lines) {
        result.forward(lines);
    }

    void loggedIn(Channel upstream, String handler, ByteBuf reply) {
        over = true;
        result.loggedIn(upstream, handler, reply);
    }

    void rejected(Refusal refusal) {
        session.record.why(refusal.shown());
        refuseCredentials(
                dialogue.loginRefused(refusal), CloseCause.LOGIN_REJECTED, Duration.ZERO, refusal.challenge());
    }

    /**
     * Retries a failed login once if its route came from a cache, because the mailbox may have moved. The route is
     * removed from the cache and looked up again. If it leads to another server, that server gets the login; otherwise
     * {@code failure} runs. A failed login has changed nothing, so it can be repeated.
     */
    void retryElsewhere(RouteRequest request, RouteResult.Found failed, Runnable failure) {
        service.routes().forget(request, failed);
        if (!failed.cached() || retried) {
            failure.run();
            return;
        }
        retried = true;
        onLoop(service.routes().resolve(request), fresh -> {
            if (fresh instanceof RouteResult.Found other
                    && !other.route().hostAndPort().equals(failed.route().hostAndPort())) {
                logIn(request, other);
            } else {
                failure.run();
            }
        });
    }

    /**
     * Refuses credentials that are wrong, or the login of an unknown user, after the same time in both cases; counts
     * the failure.
     */
    private void refuseCredentials(
            String reply, CloseCause cause, Duration atLeast, @Nullable String upstreamChallenge) {
        onLoop(failures.failed(session.peer, names), wait -> {
            over = true;
            Duration longer = wait.compareTo(atLeast) < 0 ? atLeast : wait;
            result.credentialsRefused(reply, cause, longer, upstreamChallenge);
        });
    }

    void refuse(String reply, CloseCause cause, String why) {
        over = true;
        result.refused(reply, cause, why);
    }

    void fail(CloseCause cause, String why, byte @Nullable [] reply) {
        over = true;
        result.unavailable(cause, why, reply);
    }
}
