package io.zimbraproxy.stub.config;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Zimbra's account states. A lookup succeeds for all of them; only an {@link #ACTIVE} account can log in to its mailbox. */
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
