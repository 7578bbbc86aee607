package io.zimbraproxy.crds.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests the defaults, which are those of Zimbra's own proxy. */
class DefaultsTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final ZimbraProxySpec spec = ZimbraProxySpec.of("mail.example.com", List.of());

    @Test
    void nothingIsNull() {
        assertThat(spec).hasNoNullFieldsOrProperties();
        assertThat(spec.lookup()).hasNoNullFieldsOrPropertiesExcept("caRef", "admin");
        assertThat(spec.timeouts()).hasNoNullFieldsOrProperties();
        assertThat(spec.limits()).hasNoNullFieldsOrProperties();
        assertThat(spec.throttle()).hasNoNullFieldsOrProperties();
        assertThat(spec.tls())
                .hasNoNullFieldsOrPropertiesExcept(
                        "certificateRef", "alternativeCertificateRef", "certificateIssuerRef");
        assertThat(spec.http()).hasNoNullFieldsOrPropertiesExcept("errorHandlerUrl");
    }

    @Test
    void clientsSeeTheCapabilitiesOfZimbra() {
        assertThat(String.join(", ", spec.imap().capabilities()))
                .isEqualTo(
                        "IMAP4rev1, ACL, BINARY, CATENATE, CHILDREN, CONDSTORE, ENABLE, ESEARCH, ESORT, I18NLEVEL=1, ID, "
                                + "IDLE, LIST-EXTENDED, LIST-STATUS, LITERAL+, MULTIAPPEND, NAMESPACE, QRESYNC, QUOTA, RIGHTS=ektx, "
                                + "SASL-IR, SEARCHRES, SORT, THREAD=ORDEREDSUBJECT, UIDPLUS, UNSELECT, WITHIN, XLIST");
        // RFC 2449, section 8: a server with response codes announces them.
        assertThat(spec.pop3().capabilities())
                .containsExactly("TOP", "USER", "UIDL", "EXPIRE 31 USER", "XOIP", "RESP-CODES", "AUTH-RESP-CODE");
        assertThat(spec.sasl().mechanisms()).containsExactly(SaslMechanism.PLAIN);
        assertThat(spec.imap().exposeVersion()).isFalse();
        assertThat(spec.pop3().exposeVersion()).isFalse();
    }

    @Test
    void mailboxServersUseVerifiedTls() {
        assertThat(spec.upstream().tls().enabled()).isTrue();
        assertThat(spec.upstream().tls().verify()).isTrue();
        assertThat(spec.lookup().tls().verify()).isTrue();
        assertThat(spec.upstream().passErrors()).isTrue();
        assertThat(spec.upstream().sendImapId()).isTrue();
        assertThat(spec.upstream().sendPop3Xoip()).isTrue();
    }

    @Test
    void timeoutsAreThoseOfZimbra() {
        assertThat(spec.lookup().timeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(spec.lookup().retryAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(spec.routeCache().ttl()).isEqualTo(Duration.ofHours(1));
        assertThat(spec.timeouts().authFailureDelay()).isEqualTo(Duration.ofSeconds(10));
        assertThat(spec.timeouts().mailConnect()).isEqualTo(Duration.ofMinutes(2));
        assertThat(spec.timeouts().imapIdle()).isEqualTo(Duration.ofMinutes(35));
        assertThat(spec.timeouts().httpConnect()).isEqualTo(Duration.ofSeconds(25));
        assertThat(spec.timeouts().httpPolling()).isEqualTo(Duration.ofHours(1));
        assertThat(spec.timeouts().drain()).isEqualTo(Duration.ofMinutes(5));
        assertThat(spec.timeouts().drainSettle()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void webRequestsAreServedAsByZimbra() {
        assertThat(spec.http().locations()).isEmpty();
        assertThat(spec.http().maxBodyBytes()).as("no limit").isZero();
        assertThat(spec.http().cookies()).isEqualTo(new Cookies(false, Map.of(), Map.of()));
        assertThat(spec.http().forwarded()).isEqualTo(new Forwarded(List.of(), false));
        assertThat(spec.tls().clientCertificates().mode()).isEqualTo(ClientCertificateMode.None);
        assertThat(spec.limits().uriBytes()).isEqualTo(16_384);
        assertThat(spec.limits().http2Streams()).isEqualTo(100);
    }

    @Test
    void tlsSessionsAreResumedAtTheSameProxy() {
        assertThat(spec.tls().sessionTickets()).isEqualTo(new SessionTickets(true, Duration.ofHours(12), null));
        assertThat(spec.tls().curves()).isEmpty();
        assertThat(spec.tls().ocspStapling()).isFalse();
    }

    @Test
    void proxyProtocolIsOffAndRefusesUntrustedPeers() {
        assertThat(spec.upstream().proxyProtocol()).isEqualTo(ProxyProtocolVersion.None);
        assertThat(new ProxyProtocol(List.of("10.0.0.0/8"), null).untrusted()).isEqualTo(Untrusted.Refuse);
    }

    @Test
    void serversOfAPoolHaveEqualWeightAndNoActiveChecks() {
        Pool pool = Pool.of("mailclient").withServers(List.of(PoolServer.of("mailbox-1.internal")));

        assertThat(pool.servers()).containsExactly(new PoolServer("mailbox-1.internal", 8080, 8443, 1, false, null));
        assertThat(pool.balancing()).isEqualTo(Balancing.ClientIpHash);
        assertThat(pool.maxConnections()).as("no limit").isZero();
        assertThat(pool.versionCheck()).isEqualTo(VersionCheck.Exact);
        assertThat(pool.health()).isEqualTo(new PoolHealth(1, Duration.ofSeconds(10), Duration.ZERO, null));
        assertThat(ActiveHealth.of("/"))
                .isEqualTo(new ActiveHealth("/", Duration.ofSeconds(10), Duration.ofSeconds(5), 2, 1));
    }

    @Test
    void locationMatchesPrefixesAndRoutesByUser() {
        assertThat(Location.of("/files", "files"))
                .isEqualTo(new Location("/files", PathMatch.Prefix, "files", Routing.User, false, null, null));
    }

    @Test
    void limitsAreOff() {
        assertThat(spec.throttle().ip()).isEqualTo(new RateLimit(0, Duration.ofHours(1)));
        assertThat(spec.throttle().failedLogins()).isEqualTo(new RateLimit(0, Duration.ofMinutes(10)));
        assertThat(spec.throttle().httpIp()).isEqualTo(new RateLimit(0, Duration.ofMinutes(1)));
    }

    @Test
    void eachLimitHasItsOwnDefaultWindow() {
        Throttle throttle =
                Throttle.defaults().withFailedLogins(RateLimit.defaults().withLimit(5));
        DomainThrottle domain =
                DomainThrottle.defaults().withHttpIp(RateLimit.defaults().withLimit(9));

        assertThat(throttle.failedLogins()).isEqualTo(new RateLimit(5, Duration.ofMinutes(10)));
        assertThat(domain.httpIp()).isEqualTo(new RateLimit(9, Duration.ofMinutes(1)));
        assertThat(domain.ip()).as("the general limit applies").isNull();
    }

    @Test
    void limitsOfADomainReplaceTheGeneralOnes() {
        Throttle general = Throttle.defaults()
                .withIp(new RateLimit(1, HOUR))
                .withUser(new RateLimit(2, HOUR))
                .withUserMessage("general");
        DomainThrottle domain =
                DomainThrottle.defaults().withUser(new RateLimit(3, HOUR)).withSessions(new SessionLimits(4, 0));

        Throttle merged = general.with(domain);

        assertThat(merged.ip().limit()).isEqualTo(1);
        assertThat(merged.user().limit()).isEqualTo(3);
        assertThat(merged.sessions()).isEqualTo(new SessionLimits(4, 0));
        assertThat(merged.userMessage()).isEqualTo("general");
    }

    @Test
    void mailListenersRequireTlsBeforeTheLogin() {
        assertThat(listener(Protocol.IMAP).effectiveStartTls()).isEqualTo(StartTls.Required);
        assertThat(listener(Protocol.POP3).effectiveStartTls()).isEqualTo(StartTls.Required);
        assertThat(listener(Protocol.IMAPS).effectiveStartTls()).isNull();
        assertThat(listener(Protocol.HTTP).effectiveHttpMode()).isEqualTo(HttpMode.Redirect);
        assertThat(listener(Protocol.HTTPS).effectiveHttpMode()).isNull();
        assertThat(listener(Protocol.HTTPS).certificateLogin()).isFalse();
    }

    @Test
    void listsAreCopies() {
        List<String> handlers = new ArrayList<>(List.of("https://mailbox-1.internal:7072"));
        Lookup lookup = Lookup.defaults().withHandlers(handlers);

        handlers.clear();

        assertThat(lookup.handlers()).hasSize(1).isUnmodifiable();
    }

    private static Listener listener(Protocol protocol) {
        return Listener.of("one", protocol, 1);
    }
}
