package io.zimbraproxy.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.zimbraproxy.proxy.observe.CloseCause;
import io.zimbraproxy.proxy.route.AuthGrant;
import io.zimbraproxy.proxy.route.Route;
import io.zimbraproxy.proxy.route.RouteRequest;
import io.zimbraproxy.proxy.route.RouteResult;
import io.zimbraproxy.proxy.route.UserName;
import io.zimbraproxy.proxy.sasl.Credentials;
import io.zimbraproxy.proxy.upstream.ClientEnds;
import io.zimbraproxy.proxy.upstream.MailLogin;
import io.zimbraproxy.proxy.upstream.login.LoginPeer;
import io.zimbraproxy.proxy.upstream.login.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * The part of a {@link LoginAttempt} at the mailbox server of one route: the login there, and the last limits before
 * the join.
 */
final class RoutedLogin implements MailLogin.LoginOutcome {
    private static final String TOO_MANY_SESSIONS = "Too many sessions of this user are open";

    private final LoginAttempt attempt;
    private final RouteRequest request;
    private final RouteResult.Found found;
    private final MailLogin login;

    /** Prepares the login; {@link #start} begins it. */
    RoutedLogin(LoginAttempt attempt, RouteRequest request, RouteResult.Found found) {
        this.attempt = attempt;
        this.request = request;
        this.found = found;
        MailSession session = attempt.session();
        Route route = found.route();
        LoginPeer peer = new LoginPeer(route.account().text(), session.peer.address(), session.peer.proxyAddress());
        login = session.service
                .connector()
                .logIn(
                        route,
                        session.dialogue.upstreamLogin(credentials(attempt.credentials(), found), peer),
                        new ClientEnds(session.peer, session.service.port()),
                        this,
                        session.record.timeLine());
    }

    /**
     * Returns the credentials for the mailbox server: the client's, or the token that the lookup handler has issued.
     */
    private static Credentials credentials(Credentials given, RouteResult.Found found) {
        AuthGrant grant = found.grant();
        if (grant == null) {
            return given;
        }
        // The account of the principal. A handler that does not name it means the account of the route.
        UserName holder = grant.account() == null ? found.route().account() : grant.account();
        return given.granted(holder.text(), grant.token());
    }

    void start() {
        login.start();
    }

    void cancel() {
        login.cancel();
    }

    @Override
    public void accepted(Runnable join) {
        String account = found.route().encodedAccount();
        attempt.onLoop(attempt.limits().login(account), admitted -> {
            if (admitted) {
                takeSlot(account, join);
            } else {
                login.cancel();
                attempt.overLimit(account);
            }
        });
    }

    private void takeSlot(String account, Runnable join) {
        MailSession session = attempt.session();
        attempt.onLoop(session.slots.ofAccount(account), free -> {
            if (free) {
                join.run();
            } else {
                login.cancel();
                attempt.refuse(
                        session.dialogue.accountLimited(TOO_MANY_SESSIONS),
                        CloseCause.TOO_MANY_SESSIONS,
                        "too many sessions of the account");
            }
        });
    }

    @Override
    public void forward(byte[] lines) {
        attempt.forward(lines);
    }

    @Override
    public void loggedIn(Channel upstream, String handler, ByteBuf reply) {
        attempt.loggedIn(upstream, handler, reply);
    }

    @Override
    public void rejected(Refusal refusal) {
        attempt.retryElsewhere(request, found, () -> attempt.rejected(refusal));
    }

    @Override
    public void unavailable(String why, byte @Nullable [] reply) {
        attempt.retryElsewhere(request, found, () -> attempt.fail(CloseCause.UPSTREAM_UNAVAILABLE, why, reply));
    }
}
