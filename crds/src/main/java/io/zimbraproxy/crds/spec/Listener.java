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
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A public port with its protocol. */
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
        @JsonPropertyDescription("Name of the listener, unique in the resource. Metrics and logs use it as label.")
        @Required
        @Pattern(Names.LABEL)
        @Size(min = 1, max = 63)
        String name,

        @JsonPropertyDescription("Protocol of the port; IMAPS, POP3S and HTTPS start with TLS.") @Required
        Protocol protocol,

        @JsonPropertyDescription("TCP port that clients use, 1 to 65535.") @Required @Min(1) @Max(65535)
        Integer port,

        @JsonPropertyDescription(
                "TCP port to listen on, if it differs from port because a load balancer or Service maps it. The operator sets it for ports below 1024.")
        @Min(1)
        @Max(65535)
        @Nullable
        Integer bindPort,

        @JsonPropertyDescription("IP address to listen on; by default all addresses of the machine.")
        @Size(min = 2, max = 45)
        @Pattern(Names.ADDRESS)
        @Nullable
        String address,

        @JsonPropertyDescription(
                "For IMAP and POP3: Required refuses logins without TLS, Optional offers STARTTLS, Disabled does not offer it. Default Required.")
        @Nullable
        StartTls startTls,

        @JsonPropertyDescription(
                "For HTTP: Redirect redirects all requests to HTTPS, Mixed redirects only the login, Serve redirects none. Default Redirect.")
        @Nullable
        HttpMode httpMode,

        @JsonPropertyDescription("For HTTP and HTTPS: name of the pool of upstream servers; by default mailclient.")
        @Size(min = 1, max = 63)
        @Pattern(Names.LABEL)
        @Nullable
        String pool,

        @JsonPropertyDescription("PROXY protocol headers from a load balancer in front.") @Nullable
        ProxyProtocol proxyProtocol,

        @JsonPropertyDescription(
                "For HTTPS: whether the listener serves only /certauth and /certauth/admin, the login with a client certificate.")
        @Default("false")
        Boolean certificateLogin) {
    public Listener {
        certificateLogin = certificateLogin == null ? Boolean.FALSE : certificateLogin;
    }

    /** Returns the port to listen on. */
    public Integer effectiveBindPort() {
        return bindPort == null ? port : bindPort;
    }

    /** Returns the STARTTLS policy in effect; null on listeners without one. */
    public @Nullable StartTls effectiveStartTls() {
        boolean mayUpgrade = protocol == Protocol.IMAP || protocol == Protocol.POP3;
        return mayUpgrade && startTls == null ? StartTls.Required : startTls;
    }

    /** Returns the HTTP mode in effect; null on listeners without one. */
    public @Nullable HttpMode effectiveHttpMode() {
        return protocol == Protocol.HTTP && httpMode == null ? HttpMode.Redirect : httpMode;
    }

    /** Creates the section with its required fields; the other fields are absent. */
    public static Listener of(String name, Protocol protocol, Integer port) {
        return Sections.of(Listener.class, Map.of("name", name, "protocol", protocol, "port", port));
    }

    public Listener withBindPort(@Nullable Integer bindPort) {
        return Sections.with(this, "bindPort", bindPort);
    }

    public Listener withAddress(@Nullable String address) {
        return Sections.with(this, "address", address);
    }

    public Listener withStartTls(@Nullable StartTls startTls) {
        return Sections.with(this, "startTls", startTls);
    }

    public Listener withHttpMode(@Nullable HttpMode httpMode) {
        return Sections.with(this, "httpMode", httpMode);
    }

    public Listener withPool(@Nullable String pool) {
        return Sections.with(this, "pool", pool);
    }

    public Listener withCertificateLogin(@Nullable Boolean certificateLogin) {
        return Sections.with(this, "certificateLogin", certificateLogin);
    }
}
