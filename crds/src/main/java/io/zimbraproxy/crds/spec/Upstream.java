package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crdv2.generator.v1.SchemaCustomizer;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/** The mailbox servers. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaCustomizer(value = ListTypes.Named.class, input = "pools")
public record Upstream(
        @JsonPropertyDescription("TLS towards them.") UpstreamTls tls,

        @JsonPropertyDescription("Whether they are told the client address with the IMAP ID command.") @Default("true")
        Boolean sendImapId,

        @JsonPropertyDescription("Whether they are told the client address with the POP3 command XOIP.")
        @Default("true")
        Boolean sendPop3Xoip,

        @JsonPropertyDescription(
                "Whether mail clients hear what a mailbox server says against a login; otherwise they hear one text for all.")
        @Default("true")
        Boolean passErrors,

        @JsonPropertyDescription(
                "Whether mail connections to them begin with a PROXY protocol header that has the client address, and of which version. Dovecot reads it with haproxy = yes; Zimbra's own mailbox servers do not.")
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

    /** Everything left out. */
    public static Upstream defaults() {
        return new Upstream(null, null, null, null, null, null);
    }
}
