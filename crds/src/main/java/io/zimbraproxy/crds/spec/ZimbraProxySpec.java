package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;

/** What is wanted of a proxy. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(DurationSchema.class)
@SchemaCustomizer(value = ListTypes.Named.class, input = "listeners,domains")
@SchemaCustomizer(DeploymentDefault.class)
@ValidationRule(value = ListenerCel.PORTS, message = "two listeners must not share a port and an address")
@ValidationRule(value = ListenerCel.BIND_PORTS, message = "two listeners must not listen on one port and address")
@ValidationRule(
        value = ListenerCel.HANDLERS,
        message = "lookup.handlers is needed for mail listeners and certificateLogin")
@ValidationRule(
        value = ListenerCel.REDIRECTS,
        message = "httpMode Redirect, httpMode Mixed and certificateLogin need an HTTPS listener to lead to")
@ValidationRule(
        value = ListenerCel.CERTIFICATES,
        message = "listeners with TLS need tls.certificateRef or a domain with a certificate")
@ValidationRule(
        value = ListenerCel.POOLS,
        message = "web listeners need their pool, mailclient unless they name another")
@ValidationRule(value = ListenerCel.LOGIN_ADMIN, message = "certificateLogin needs lookup.admin.passwordRef")
@ValidationRule(
        value = ListenerCel.LOGIN_CERTIFICATES,
        message = "certificateLogin needs clientCertificates, in tls or in a domain, with a mode other than None")
@ValidationRule(value = Location.POOLS, message = "http.locations must name pools in upstream.pools")
public record ZimbraProxySpec(
        @JsonPropertyDescription("Public name of the proxy: in greetings and redirects, and the default server name.")
        @Required
        @Size(min = 1, max = 253)
        @Pattern(Names.HOST)
        String hostname,

        @JsonPropertyDescription("The public ports.") @Required @Size(min = 1, max = 32)
        List<Listener> listeners,

        @JsonPropertyDescription("TLS towards clients.") Tls tls,

        @JsonPropertyDescription("Mail domains with their host names and certificates.") @Size(max = 5000)
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
