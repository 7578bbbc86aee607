package io.zimbraproxy.crds.status;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A port in service. */
public record ListenerStatus(
        @JsonPropertyDescription("Name of the listener.") String name,
        @JsonPropertyDescription("Its port.") Integer port) {}
