package io.zimbraproxy.bench.load;

import io.zimbraproxy.bench.wire.Loop;
import java.util.concurrent.atomic.AtomicLong;

/** The kinds of load. */
public final class Loads {
    /** Concurrent logins. */
    private static final int LOGINS = 16;

    private static final int WEB_CONNECTIONS = 32;
    private static final int STREAMS = 4;
    /** Idle sessions that are being opened at the same time. */
    private static final int OPENING = 64;

    /** Numbers of users for logins without a cached route; each number is used once. */
    private static final AtomicLong NEW_USERS = new AtomicLong();

    private Loads() {}

    public static Load imapLogin(Loop loop, Target target) {
        return mail(loop, target, LOGINS, MailScript.imapLogin());
    }

    public static Load pop3Login(Loop loop, Target target) {
        return mail(loop, target, LOGINS, MailScript.pop3Login());
    }

    /** Starts logins of users whose route no cache contains. */
    public static Load imapLoginCold(Loop loop, Target target) {
        return ConnectionLoad.start(
                loop,
                target,
                LOGINS,
                load -> new MailClient(load, MailScript.imapLoginOf(NEW_USERS.incrementAndGet())));
    }

    /** Starts sessions that each send NOOP, one at a time. */
    public static Load imapPing(Loop loop, Target target, int sessions) {
        return mail(loop, target, sessions, MailScript.imapPing());
    }

    /** Opens sessions that then stay idle. */
    public static Load imapStay(Loop loop, Target target, int sessions) {
        MailScript script = MailScript.imapStay();
        return ConnectionLoad.standing(loop, target, OPENING, sessions, load -> new MailClient(load, script));
    }

    private static Load mail(Loop loop, Target target, int connections, MailScript script) {
        return ConnectionLoad.start(loop, target, connections, load -> new MailClient(load, script));
    }

    /** Starts the transfer of messages of {@code bytes} in total, in equal parts on all connections. */
    public static Load bulk(Loop loop, Target target, int connections, long bytes) {
        MebibyteCounter units = new MebibyteCounter();
        return ConnectionLoad.start(
                loop, target, connections, load -> new BulkClient(load, units, bytes / connections));
    }

    public static Load webSmall(Loop loop, Target target) {
        return web(loop, target, WebRequest.small());
    }

    public static Load webToken(Loop loop, Target target) {
        return web(loop, target, WebRequest.token());
    }

    public static Load webLarge(Loop loop, Target target) {
        return web(loop, target, WebRequest.large());
    }

    public static Load webPost(Loop loop, Target target) {
        return web(loop, target, WebRequest.post());
    }

    /** Starts requests with one connection each. */
    public static Load webNew(Loop loop, Target target) {
        return ConnectionLoad.start(loop, target, LOGINS, load -> new WebClient(load, WebRequest.only()));
    }

    public static Load http2Small(Loop loop, Target target) {
        return ConnectionLoad.start(
                loop, target, WEB_CONNECTIONS / STREAMS, load -> new Http2Client(load, WebRequest.small(), STREAMS));
    }

    private static Load web(Loop loop, Target target, WebRequest request) {
        return ConnectionLoad.start(loop, target, WEB_CONNECTIONS, load -> new WebClient(load, request));
    }
}
