package io.zimbraproxy.bench.load;

import io.zimbraproxy.bench.wire.Loop;
import java.util.concurrent.atomic.AtomicLong;

/** The kinds of load. */
public final class Loads {
    /** Logins that go on at the same time. */
    private static final int LOGINS = 16;

    private static final int WEB_CONNECTIONS = 32;
    private static final int STREAMS = 4;
    /** Sessions that are opened at the same time. */
    private static final int OPENING = 64;

    /** Each once: who was there is in caches. */
    private static final AtomicLong NEW_USERS = new AtomicLong();

    private Loads() {}

    public static Load imapLogin(Loop loop, Target target) {
        return mail(loop, target, LOGINS, Dialogue.imapLogin());
    }

    public static Load pop3Login(Loop loop, Target target) {
        return mail(loop, target, LOGINS, Dialogue.pop3Login());
    }

    /** Of users who have not been there before. */
    public static Load imapLoginCold(Loop loop, Target target) {
        return DialledLoad.start(
                loop, target, LOGINS, load -> new MailClient(load, Dialogue.imapLoginOf(NEW_USERS.incrementAndGet())));
    }

    /** A command at a time on each of many sessions. */
    public static Load imapPing(Loop loop, Target target, int sessions) {
        return mail(loop, target, sessions, Dialogue.imapPing());
    }

    /** So many sessions, which then say nothing. */
    public static Load imapStay(Loop loop, Target target, int sessions) {
        Dialogue dialogue = Dialogue.imapStay();
        return DialledLoad.standing(loop, target, OPENING, sessions, load -> new MailClient(load, dialogue));
    }

    private static Load mail(Loop loop, Target target, int connections, Dialogue dialogue) {
        return DialledLoad.start(loop, target, connections, load -> new MailClient(load, dialogue));
    }

    /** Messages of {@code bytes} in all, in equal parts on so many connections. */
    public static Load bulk(Loop loop, Target target, int connections, long bytes) {
        WholeUnits units = new WholeUnits();
        return DialledLoad.start(loop, target, connections, load -> new BulkClient(load, units, bytes / connections));
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

    /** A connection for each request. */
    public static Load webNew(Loop loop, Target target) {
        return DialledLoad.start(loop, target, LOGINS, load -> new WebClient(load, WebRequest.only()));
    }

    public static Load http2Small(Loop loop, Target target) {
        return DialledLoad.start(
                loop, target, WEB_CONNECTIONS / STREAMS, load -> new Http2Client(load, WebRequest.small(), STREAMS));
    }

    private static Load web(Loop loop, Target target, WebRequest request) {
        return DialledLoad.start(loop, target, WEB_CONNECTIONS, load -> new WebClient(load, request));
    }
}
