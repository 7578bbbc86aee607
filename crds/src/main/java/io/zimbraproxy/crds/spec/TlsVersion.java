package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** TLS versions. */
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

    /** Returns the name in the resource, which is also the name in Java. */
    public String text() {
        return text;
    }
}
