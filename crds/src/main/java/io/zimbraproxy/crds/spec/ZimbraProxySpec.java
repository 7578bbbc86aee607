package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What is wanted of a proxy. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "self.listeners.all(l, self.listeners.exists_one(o, o.name == l.name))",
        message = "listener names must be unique")
@ValidationRule(
        value = "!has(self.domains) || self.domains.all(d, self.domains.exists_one(o, o.name == d.name))",
        message = "domain names must be unique")
@ValidationRule(
        value =
                "self.listeners.all(l, l.protocol == 'HTTP' || l.protocol == 'HTTPS') || (has(self.lookup) && has(self.lookup.handlers) && size(self.lookup.handlers) > 0)",
        message = "lookup.handlers is needed for mail listeners")
@ValidationRule(
        value =
                "!self.listeners.exists(l, l.protocol == 'HTTP' && (!has(l.httpMode) || l.httpMode == 'Redirect')) || self.listeners.exists(l, l.protocol == 'HTTPS')",
        message = "an HTTP listener that redirects needs an HTTPS listener")
@ValidationRule(
        value =
                "!self.listeners.exists(l, l.protocol == 'IMAPS' || l.protocol == 'POP3S' || l.protocol == 'HTTPS' || ((l.protocol == 'IMAP' || l.protocol == 'POP3') && (!has(l.startTls) || l.startTls != 'Disabled'))) || (has(self.tls) && has(self.tls.certificateRef)) || (has(self.domains) && self.domains.exists(d, has(d.certificateRef)))",
        message = "listeners with TLS need tls.certificateRef or a domain with a certificate")
@ValidationRule(
        value =
                "!has(self.upstream) || !has(self.upstream.pools) || self.upstream.pools.all(p, self.upstream.pools.exists_one(o, o.name == p.name))",
        message = "pool names must be unique")
public record ZimbraProxySpec(
        @JsonPropertyDescription("Public name of the proxy: in greetings and redirects, and the default server name.")
        @Size(max = 253)
        @Required
        @Pattern(Names.HOST)
        String hostname,

        @JsonPropertyDescription("The public ports.") @Required @Size(min = 1, max = 32)
        List<Listener> listeners,

        @JsonPropertyDescription("TLS towards clients.") Tls tls,

        @JsonPropertyDescription("Mail domains with their host names and certificates.") @Size(max = 256)
        List<Domain> domains,

        @JsonPropertyDescription("The route lookup handlers.")
        Lookup lookup,

        @JsonPropertyDescription("What is remembered of lookups.")
        RouteCache routeCache,

        @JsonPropertyDescription("Limits per address and account.")
        Throttle throttle,

        @JsonPropertyDescription("The mailbox servers.") Upstream upstream,
        @JsonPropertyDescription("How clients may log in.") Sasl sasl,

        @JsonPropertyDescription("What IMAP clients are told.")
        Imap imap,

        @JsonPropertyDescription("What POP3 clients are told.")
        Pop3 pop3,

        @JsonPropertyDescription("Web requests and answers.")
        Http http,

        @JsonPropertyDescription("How long things may take.")
        Timeouts timeouts,

        @JsonPropertyDescription("Bounds on what clients may send.")
        Limits limits,

        @JsonPropertyDescription("The pods.") Deployment deployment) {
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
}
