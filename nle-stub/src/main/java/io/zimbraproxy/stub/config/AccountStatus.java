package io.zimbraproxy.stub.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Zimbra's account states. A lookup answers for all of them; only {@link #ACTIVE} may log in to the mailbox. */
public enum AccountStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("maintenance")
    MAINTENANCE,
    @JsonProperty("locked")
    LOCKED,
    @JsonProperty("closed")
    CLOSED,
    @JsonProperty("lockout")
    LOCKOUT,
    @JsonProperty("pending")
    PENDING
}
