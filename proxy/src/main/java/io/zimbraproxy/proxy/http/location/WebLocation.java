package io.zimbraproxy.proxy.http.location;

import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.route.Audience;
import io.zimbraproxy.proxy.upstream.Pool;
import java.time.Duration;

/** The rules for requests to some paths: the pool, the time-outs and the limits. */
public final class WebLocation {
    private final PoolRule rule;
    private final Duration readTime;
    private final Audience audience;
    private final boolean byUser;
    private final long maxBody;
    private final int strippedLength;

    private WebLocation(
            PoolRule rule, Duration readTime, Audience audience, boolean byUser, long maxBody, int strippedLength) {
        this.rule = rule;
        this.readTime = readTime;
        this.audience = audience;
        this.byUser = byUser;
        this.maxBody = maxBody;
        this.strippedLength = strippedLength;
    }

    /** Creates a location that routes by user. {@code maxBody}: maximum bytes of a request body; 0 for no limit. */
    static WebLocation of(PoolRule rule, Duration readTime, long maxBody) {
        return new WebLocation(rule, readTime, Audience.USERS, true, maxBody, 0);
    }

    WebLocation withAudience(Audience newAudience) {
        return new WebLocation(rule, readTime, newAudience, byUser, maxBody, strippedLength);
    }

    WebLocation withReadTime(Duration newReadTime) {
        return new WebLocation(rule, newReadTime, audience, byUser, maxBody, strippedLength);
    }

    /** Returns a copy that sends requests to any server of the pool, without a lookup of the user's own server. */
    WebLocation balanced() {
        return new WebLocation(rule, readTime, audience, false, maxBody, strippedLength);
    }

    /** Returns a copy that removes the first {@code length} characters of the path before it forwards a request. */
    WebLocation withStrippedPrefix(int length) {
        return new WebLocation(rule, readTime, audience, byUser, maxBody, length);
    }

    /** Chooses the pool for a request. */
    public Pool pool(RequestHead head) {
        return rule.pool(head);
    }

    /** Returns the maximum time between two reads from a server. */
    public Duration readTime() {
        return readTime;
    }

    /** Returns the kind of auth tokens that select the server. */
    public Audience audience() {
        return audience;
    }

    /** Returns true if requests go to the user's own server, and false if any server of the pool can process them. */
    public boolean byUser() {
        return byUser;
    }

    /** Returns the maximum bytes of a request body; 0 for no limit. */
    public long maxBody() {
        return maxBody;
    }

    /** Returns the request as the servers receive it, which is without the stripped prefix. */
    public RequestHead forServer(RequestHead head) {
        if (strippedLength == 0) {
            return head;
        }
        String rest =
                head.target().substring(Math.min(strippedLength, head.target().length()));
        return head.withTarget(rest.startsWith("/") ? rest : '/' + rest);
    }
}
