package io.zimbraproxy.crds.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A public port that is open. */
public record ListenerStatus(
        @JsonPropertyDescription("Name of the listener.") String name,
        @JsonPropertyDescription("Port of the listener.") Integer port) {}
