package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings for mailbox servers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(value = ListTypes.Named.class, input = "pools")
public record Upstream(
        @JsonPropertyDescription("TLS settings for connections to mailbox servers.")
        UpstreamTls tls,

        @JsonPropertyDescription(
                "Whether the proxy sends the client address to mailbox servers with the IMAP command ID.")
        @Default("true")
        Boolean sendImapId,

        @JsonPropertyDescription(
                "Whether the proxy sends the client address to mailbox servers with the POP3 command XOIP.")
        @Default("true")
        Boolean sendPop3Xoip,

        @JsonPropertyDescription(
                "Whether mail clients get the text with which a mailbox server refuses a login; otherwise all get the same text.")
        @Default("true")
        Boolean passErrors,

        @JsonPropertyDescription(
                "Version of the PROXY protocol header with the client address at the start of mail connections to mailbox servers: None, V1 or V2. Dovecot reads it with haproxy = yes; Zimbra mailbox servers do not.")
        @Default("None")
        ProxyProtocolVersion proxyProtocol,

        @JsonPropertyDescription("Groups of web servers.") @Size(max = 16)
        List<Pool> pools) {
    public Upstream {
        tls = tls == null ? UpstreamTls.defaults() : tls;
        sendImapId = sendImapId == null ? Boolean.TRUE : sendImapId;
        sendPop3Xoip = sendPop3Xoip == null ? Boolean.TRUE : sendPop3Xoip;
        passErrors = passErrors == null ? Boolean.TRUE : passErrors;
        proxyProtocol = proxyProtocol == null ? ProxyProtocolVersion.None : proxyProtocol;
        pools = pools == null ? List.of() : List.copyOf(pools);
    }

    /** Returns the section with its defaults. */
    public static Upstream defaults() {
        return Sections.defaults(Upstream.class);
    }

    public Upstream withTls(@Nullable UpstreamTls tls) {
        return Sections.with(this, "tls", tls);
    }

    public Upstream withSendImapId(@Nullable Boolean sendImapId) {
        return Sections.with(this, "sendImapId", sendImapId);
    }

    public Upstream withSendPop3Xoip(@Nullable Boolean sendPop3Xoip) {
        return Sections.with(this, "sendPop3Xoip", sendPop3Xoip);
    }

    public Upstream withPassErrors(@Nullable Boolean passErrors) {
        return Sections.with(this, "passErrors", passErrors);
    }

    public Upstream withPools(@Nullable List<Pool> pools) {
        return Sections.with(this, "pools", pools);
    }
}
