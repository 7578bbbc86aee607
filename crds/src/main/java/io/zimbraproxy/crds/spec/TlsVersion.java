package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Versions of TLS. */
public enum TlsVersion {
    /** RFC 5246. */
    @JsonProperty("TLSv1.2")
    TLS_1_2("TLSv1.2"),
    /** RFC 8446. */
    @JsonProperty("TLSv1.3")
    TLS_1_3("TLSv1.3");

    private final String text;

    TlsVersion(String text) {
        this.text = text;
    }

    /** As written in the resource, and as Java's TLS names it. */
    public String text() {
        return text;
    }
}
