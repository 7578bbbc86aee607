package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.net.EventLoops;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.route.AuthGrant;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UserName;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.throttle.FailedLogins;
import io.zimbraproxy.proxy.throttle.LoginLimits;
import io.zimbraproxy.proxy.upstream.ClientEnds;
import io.zimbraproxy.proxy.upstream.MailLogin;
import io.zimbraproxy.proxy.upstream.login.LoginPeer;
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
    private static final String TOO_MANY_SESSIONS = "Too many sessions of this user are open";

    private final MailSession session;
    private final SessionService service;
    private final Dialogue dialogue;
    private final Credentials credentials;
    private final LoginResult result;
    private final FailedLogins failures;
    private final LoginLimits limits;
    /** Names of the account: the client's, and the lookup handler's. */
    private final Set<String> names = new LinkedHashSet<>(2);

    private @Nullable MailLogin login;
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
                Objects.requireNonNull(service.delegation()).of(principal));
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
    private <T> void onLoop(CompletionStage<T> stage, Consumer<T> next) {
        EventLoops.tell(session.channel.eventLoop(), stage, value -> {
            if (!over) {
                next.accept(value);
            }
        });
    }

    /** Ends the attempt without a result. */
    void cancel() {
        over = true;
        cancelLogin();
    }

    private void cancelLogin() {
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
        String account = found.route().written();
        onLoop(limits.beforeLogin(account), admitted -> {
            if (admitted) {
                connect(request, found);
            } else {
                overLimit(account);
            }
        });
    }

    private void overLimit(String account) {
        refuse(
                dialogue.accountLimited(limits.accountMessage(account)),
                CloseCause.ACCOUNT_LIMITED,
                "too many logins of the account");
    }

    private void connect(RouteRequest request, RouteResult.Found found) {
        Route route = found.route();
        session.record.route(route);
        LoginPeer peer = new LoginPeer(route.account().text(), session.peer.address(), session.peer.proxyAddress());
        login = service.connector()
                .logIn(
                        route,
                        dialogue.upstreamLogin(upstreamCredentials(found), peer),
                        new ClientEnds(session.peer, service.port()),
                        new Outcome(request, found),
                        session.record.timeLine());
        login.start();
    }

    private Credentials upstreamCredentials(RouteResult.Found found) {
        AuthGrant grant = found.grant();
        if (grant == null) {
            return credentials;
        }
        // The account of the principal. A handler that does not name it means the account of the route.
        UserName holder = grant.account() == null ? found.route().account() : grant.account();
        return credentials.granted(holder.text(), grant.token());
    }

    /** The result of the login at one mailbox server. */
    private final class Outcome implements MailLogin.LoginOutcome {
        private final RouteRequest request;
        private final RouteResult.Found found;

        private Outcome(RouteRequest request, RouteResult.Found found) {
            this.request = request;
            this.found = found;
        }

        @Override
        public void accepted(Runnable join) {
            String account = found.route().written();
            onLoop(limits.login(account), admitted -> {
                if (admitted) {
                    takeSlot(account, join);
                } else {
                    cancelLogin();
                    overLimit(account);
                }
            });
        }

        private void takeSlot(String account, Runnable join) {
            onLoop(session.slots.ofAccount(account), free -> {
                if (free) {
                    join.run();
                } else {
                    cancelLogin();
                    refuse(
                            dialogue.accountLimited(TOO_MANY_SESSIONS),
                            CloseCause.TOO_MANY_SESSIONS,
                            "too many sessions of the account");
                }
            });
        }

        @Override
        public void forward(byte[] lines) {
            result.forward(lines);
        }

        @Override
        public void loggedIn(Channel upstream, String handler, ByteBuf reply) {
            over = true;
            result.loggedIn(upstream, handler, reply);
        }

        @Override
        public void rejected(Refusal refusal) {
            retryElsewhere(() -> {
                session.record.why(refusal.shown());
                refuseCredentials(
                        dialogue.loginRefused(refusal), CloseCause.LOGIN_REJECTED, Duration.ZERO, refusal.challenge());
            });
        }

        @Override
        public void unavailable(String why, byte @Nullable [] reply) {
            retryElsewhere(() -> fail(CloseCause.UPSTREAM_UNAVAILABLE, why, reply));
        }

        /**
         * Retries a failed login once if its route came from a cache, because the mailbox may have moved. The route is
         * removed from the cache and looked up again. If it leads to another server, that server gets the login;
         * otherwise {@code failure} runs. A failed login has changed nothing, so it can be repeated.
         */
        private void retryElsewhere(Runnable failure) {
            service.routes().forget(request, found);
            if (!found.cached() || retried) {
                failure.run();
                return;
            }
            retried = true;
            onLoop(service.routes().resolve(request), fresh -> {
                if (fresh instanceof RouteResult.Found other
                        && !other.route().hostAndPort().equals(found.route().hostAndPort())) {
                    logIn(request, other);
                } else {
                    failure.run();
                }
            });
        }
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

    private void refuse(String reply, CloseCause cause, String why) {
        over = true;
        result.refused(reply, cause, why);
    }

    private void fail(CloseCause cause, String why, byte @Nullable [] reply) {
        over = true;
        result.unavailable(cause, why, reply);
    }
}
