package io.zimbraproxy.stub.journal;

/** A named value of a request: an HTTP header or an ID parameter, spelled as it came. */
public record Field(String name, String value) {}
