package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** Settings for Kerberos logins. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Gssapi(
        @JsonPropertyDescription("Keytab with the keys of imap/HOST and pop/HOST for each host name that clients use.")
        @Nullable
        KeyRef keytabRef) {}
