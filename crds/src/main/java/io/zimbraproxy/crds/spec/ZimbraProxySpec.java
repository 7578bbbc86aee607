package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Configuration of a proxy. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(DurationSchema.class)
@SchemaCustomizer(value = ListTypes.Named.class, input = "listeners,domains")
@SchemaCustomizer(DeploymentDefault.class)
@ValidationRule(value = ListenerCel.PORTS, message = "two listeners must not share port and address")
@ValidationRule(value = ListenerCel.BIND_PORTS, message = "two listeners must not listen on the same port and address")
@ValidationRule(
        value = ListenerCel.HANDLERS,
        message = "lookup.handlers is needed for mail listeners and certificateLogin")
@ValidationRule(
        value = ListenerCel.REDIRECTS,
        message =
                "httpMode Redirect, httpMode Mixed and certificateLogin need an HTTPS listener as target of redirects")
@ValidationRule(
        value = ListenerCel.CERTIFICATES,
        message = "listeners with TLS need tls.certificateRef or a domain with a certificate")
@ValidationRule(
        value = ListenerCel.POOLS,
        message = "each web listener needs its pool in upstream.pools, by default mailclient")
@ValidationRule(value = ListenerCel.LOGIN_ADMIN, message = "certificateLogin needs lookup.admin.passwordRef")
@ValidationRule(
        value = ListenerCel.LOGIN_CERTIFICATES,
        message = "certificateLogin needs clientCertificates, in tls or in a domain, with a mode other than None")
@ValidationRule(value = Location.POOLS, message = "http.locations must name pools in upstream.pools")
public record ZimbraProxySpec(
        @JsonPropertyDescription(
                "Public host name of the proxy, for greetings and redirects; also the default server name.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.HOST)
        String hostname,

        @JsonPropertyDescription("Public ports of the proxy.") @Required @Size(min = 1, max = 32)
        List<Listener> listeners,

        @JsonPropertyDescription("TLS settings for client connections.")
        Tls tls,

        @JsonPropertyDescription("Mail domains with their host names and certificates.") @Size(max = 5000)
        List<Domain> domains,

        @JsonPropertyDescription("Route lookup handlers.") Lookup lookup,

        @JsonPropertyDescription("Caches for routes.") RouteCache routeCache,

        @JsonPropertyDescription("Limits per client address and per account.")
        Throttle throttle,

        @JsonPropertyDescription("Settings for mailbox servers.")
        Upstream upstream,

        @JsonPropertyDescription("SASL mechanisms for mail clients.")
        Sasl sasl,

        @JsonPropertyDescription("Texts for IMAP clients.") Imap imap,

        @JsonPropertyDescription("Texts for POP3 clients.") Pop3 pop3,

        @JsonPropertyDescription("Settings for web requests and responses.")
        Http http,

        @JsonPropertyDescription("Timeouts and delays.") Timeouts timeouts,

        @JsonPropertyDescription("Limits on the size and number of client requests.")
        Limits limits,

        @JsonPropertyDescription("Settings for the pods and their Service.")
        Deployment deployment) {
    public ZimbraProxySpec {
        listeners = listeners == null ? List.of() : List.copyOf(listeners);
        tls = tls == null ? Tls.defaults() : tls;
        domains = domains == null ? List.of() : List.copyOf(domains);
        lookup = lookup == null ? Lookup.defaults() : lookup;
        routeCache = routeCache == null ? RouteCache.defaults() : routeCache;
        throttle = throttle == null ? Throttle.defaults() : throttle;
        upstream = upstream == null ? Upstream.defaults() : upstream;
        sasl = sasl == null ? Sasl.defaults() : sasl;
        imap = imap == null ? Imap.defaults() : imap;
        pop3 = pop3 == null ? Pop3.defaults() : pop3;
        http = http == null ? Http.defaults() : http;
        timeouts = timeouts == null ? Timeouts.defaults() : timeouts;
        limits = limits == null ? Limits.defaults() : limits;
        deployment = deployment == null ? Deployment.defaults() : deployment;
    }

    /** Creates the section with its required fields; the other fields are absent. */
    public static ZimbraProxySpec of(String hostname, List<Listener> listeners) {
        return Sections.of(ZimbraProxySpec.class, Map.of("hostname", hostname, "listeners", listeners));
    }

    public ZimbraProxySpec withListeners(List<Listener> listeners) {
        return Sections.with(this, "listeners", listeners);
    }

    public ZimbraProxySpec withTls(@Nullable Tls tls) {
        return Sections.with(this, "tls", tls);
    }

    public ZimbraProxySpec withDomains(@Nullable List<Domain> domains) {
        return Sections.with(this, "domains", domains);
    }

    public ZimbraProxySpec withLookup(@Nullable Lookup lookup) {
        return Sections.with(this, "lookup", lookup);
    }

    public ZimbraProxySpec withRouteCache(@Nullable RouteCache routeCache) {
        return Sections.with(this, "routeCache", routeCache);
    }

    public ZimbraProxySpec withThrottle(@Nullable Throttle throttle) {
        return Sections.with(this, "throttle", throttle);
    }

    public ZimbraProxySpec withUpstream(@Nullable Upstream upstream) {
        return Sections.with(this, "upstream", upstream);
    }

    public ZimbraProxySpec withSasl(@Nullable Sasl sasl) {
        return Sections.with(this, "sasl", sasl);
    }

    public ZimbraProxySpec withImap(@Nullable Imap imap) {
        return Sections.with(this, "imap", imap);
    }

    public ZimbraProxySpec withPop3(@Nullable Pop3 pop3) {
        return Sections.with(this, "pop3", pop3);
    }

    public ZimbraProxySpec withHttp(@Nullable Http http) {
        return Sections.with(this, "http", http);
    }

    public ZimbraProxySpec withTimeouts(@Nullable Timeouts timeouts) {
        return Sections.with(this, "timeouts", timeouts);
    }
}
