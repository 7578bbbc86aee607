package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** One public port. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
        value = "!has(self.startTls) || self.protocol == 'IMAP' || self.protocol == 'POP3'",
        message = "startTls is for IMAP and POP3 listeners only")
@ValidationRule(
        value = "!has(self.httpMode) || self.protocol == 'HTTP'",
        message = "httpMode is for HTTP listeners only")
@ValidationRule(
        value = "!has(self.pool) || self.protocol == 'HTTP' || self.protocol == 'HTTPS'",
        message = "pool is for HTTP and HTTPS listeners only")
@ValidationRule(
        value = "!has(self.certificateLogin) || !self.certificateLogin || self.protocol == 'HTTPS'",
        message = "certificateLogin is for HTTPS listeners only")
public record Listener(
        @JsonPropertyDescription("Name of the listener, unique in the resource; it is the label in metrics and logs.")
        @Required
        @Pattern(Names.LABEL)
        @Size(min = 1, max = 63)
        String name,

        @JsonPropertyDescription("What is spoken on the port; IMAPS, POP3S and HTTPS begin with TLS.") @Required
        Protocol protocol,

        @JsonPropertyDescription("TCP port that clients use, 1 to 65535.") @Required @Min(1) @Max(65535)
        Integer port,

        @JsonPropertyDescription(
                "TCP port that is listened on when it is another one, because something in front maps ports; the operator sets it for ports below 1024, which the Service maps.")
        @Min(1)
        @Max(65535)
        Integer bindPort,

        @JsonPropertyDescription("IP address to listen on; all addresses of the machine when left out.")
        @Size(min = 2, max = 45)
        @Pattern(Names.ADDRESS)
        String address,

        @JsonPropertyDescription(
                "For IMAP and POP3: Required lets nobody log in without TLS, Optional offers it, Disabled does not. Default Required.")
        StartTls startTls,

        @JsonPropertyDescription(
                "For HTTP: Redirect sends clients to HTTPS, Serve answers, Mixed keeps only the login on HTTPS. Default Redirect.")
        HttpMode httpMode,

        @JsonPropertyDescription("For HTTP and HTTPS: the pool of upstream servers; mailclient when left out.")
        @Size(min = 1, max = 63)
        @Pattern(Names.LABEL)
        String pool,

        @JsonPropertyDescription("Set when a load balancer in front sends PROXY protocol headers.")
        ProxyProtocol proxyProtocol,

        @JsonPropertyDescription(
                "For HTTPS: serves nothing but /certauth and /certauth/admin, the login with a client certificate.")
        @Default("false")
        Boolean certificateLogin) {
    public Listener {
        certificateLogin = certificateLogin == null ? Boolean.FALSE : certificateLogin;
    }

    /** The port that is listened on; null when none is given. */
    public Integer effectiveBindPort() {
        return bindPort == null ? port : bindPort;
    }

    /** The STARTTLS policy that applies; null on listeners that have none. */
    public StartTls effectiveStartTls() {
        boolean mayUpgrade = protocol == Protocol.IMAP || protocol == Protocol.POP3;
        return mayUpgrade && startTls == null ? StartTls.Required : startTls;
    }

    /** The mode that applies; null on listeners that have none. */
    public HttpMode effectiveHttpMode() {
        return protocol == Protocol.HTTP && httpMode == null ? HttpMode.Redirect : httpMode;
    }
}
