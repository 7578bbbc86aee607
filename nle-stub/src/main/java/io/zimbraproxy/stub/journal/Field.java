package io.zimbraproxy.stub.journal;

/** A named value of a request: an HTTP header or an ID parameter, as the client spelled it. */
public record Field(String name, String value) {}
