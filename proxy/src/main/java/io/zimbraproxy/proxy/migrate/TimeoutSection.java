package io.zimbraproxy.proxy.migrate;

import io.zimbraproxy.crds.spec.Timeouts;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Converts the timeouts. */
final class TimeoutSection {
    /** Zimbra's proxy waits this much longer than the server, so that the server ends idle sessions. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    private static final Duration POP3_DEFAULT = Duration.ofMinutes(1);

    private final SettingReader proxy;
    private final SiteView view;

    private TimeoutSection(SiteView view) {
        this.proxy = view.proxy();
        this.view = view;
    }

    static Timeouts read(SiteView view) {
        return new TimeoutSection(view).timeouts();
    }

    private Timeouts timeouts() {
        return Timeouts.defaults()
                .withAuthFailureDelay(time("authFailureDelay", "zimbraReverseProxyAuthWaitInterval"))
                .withMailConnect(time("mailConnect", "zimbraReverseProxyConnectTimeout"))
                .withPreAuthIdle(preAuthIdle())
                .withImapIdle(imapIdle())
                .withPop3Idle(pop3Idle())
                .withHttpConnect(time("httpConnect", "zimbraReverseProxyUpstreamConnectTimeout"))
                .withHttpRead(time("httpRead", "zimbraReverseProxyUpstreamReadTimeout"))
                .withHttpSend(time("httpSend", "zimbraReverseProxyUpstreamSendTimeout"))
                .withHttpPolling(time("httpPolling", "zimbraReverseProxyUpstreamPollingTimeout"));
    }

    private @Nullable Duration time(String field, String attribute) {
        return proxy.timeFor("timeouts." + field, attribute);
    }

    private @Nullable Duration preAuthIdle() {
        return view.local().timeFor("timeouts.preAuthIdle", "imap_max_idle_time");
    }

    private @Nullable Duration imapIdle() {
        Duration own = view.local().timeFor("timeouts.imapIdle", "imap_authenticated_max_idle_time", MARGIN);
        return own != null ? own : view.local().timeFor("timeouts.imapIdle", "imap_proxy_timeout");
    }

    /** Returns the idle time of POP3; null for Zimbra's default of one minute, since RFC 1939, section 3, requires at least ten. */
    private @Nullable Duration pop3Idle() {
        String key = view.local().value("pop3_proxy_timeout").isPresent() ? "pop3_proxy_timeout" : "pop3_max_idle_time";
        Optional<Duration> chosen = view.local().time(key).filter(time -> !time.equals(POP3_DEFAULT));
        return chosen.isEmpty() ? null : view.local().timeFor("timeouts.pop3Idle", key);
    }
}
