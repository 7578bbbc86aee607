package io.zimbraproxy.proxy.http.location;

import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.upstream.Pool;
import java.time.Duration;

/** Where requests of a kind of path go, and how. */
public final class Location {
    private final PoolRule rule;
    private final Duration readTime;
    private final Audience audience;
    private final boolean byUser;
    private final long maxBody;
    private final int prefix;

    private Location(PoolRule rule, Duration readTime, Audience audience, boolean byUser, long maxBody, int prefix) {
        this.rule = rule;
        this.readTime = readTime;
        this.audience = audience;
        this.byUser = byUser;
        this.maxBody = maxBody;
        this.prefix = prefix;
    }

    /** For users, whose own servers are looked up. {@code maxBody}: bytes of a request's body; 0 for any number. */
    static Location of(PoolRule rule, Duration readTime, long maxBody) {
        return new Location(rule, readTime, Audience.USERS, true, maxBody, 0);
    }

    Location audience(Audience other) {
        return new Location(rule, readTime, other, byUser, maxBody, prefix);
    }

    /** The same with another time a server may be silent. */
    Location within(Duration time) {
        return new Location(rule, time, audience, byUser, maxBody, prefix);
    }

    /** The same for servers that all hold the same: nobody's own one is looked up. */
    Location balanced() {
        return new Location(rule, readTime, audience, false, maxBody, prefix);
    }

    /** The same, and servers do not see the first {@code length} characters of the path. */
    Location stripping(int length) {
        return new Location(rule, readTime, audience, byUser, maxBody, length);
    }

    public Pool pool(RequestHead head) {
        return rule.pool(head);
    }

    /** How long a server may be silent. */
    public Duration readTime() {
        return readTime;
    }

    /** Whose tokens count. */
    public Audience audience() {
        return audience;
    }

    /** Whether the user's own server is looked up; otherwise any server will do. */
    public boolean byUser() {
        return byUser;
    }

    /** Bytes that the body of a request may have; 0 for any number. */
    public long maxBody() {
        return maxBody;
    }

    /** The request as the servers see it. */
    public RequestHead forServer(RequestHead head) {
        if (prefix == 0) {
            return head;
        }
        String rest = head.target().substring(Math.min(prefix, head.target().length()));
        return head.withTarget(rest.startsWith("/") ? rest : '/' + rest);
    }
}
