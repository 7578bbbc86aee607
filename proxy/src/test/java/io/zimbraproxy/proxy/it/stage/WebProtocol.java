package io.zimbraproxy.proxy.it.stage;

import java.util.Arrays;
import java.util.List;

/** The scheme and the version of HTTP and TLS that curl uses. */
public enum WebProtocol {
    HTTP_1_0("http", "--http1.0"),
    HTTP("http", "--http1.1"),
    /** Without ALPN, because no listener offers the protocol name that curl would send. */
    HTTPS_1_0("https", "--http1.0 --no-alpn"),
    HTTPS("https", "--http1.1"),
    HTTPS_TLS12("https", "--http1.1 --tls-max 1.2"),
    HTTP2("https", "--http2"),
    HTTP2_TLS12("https", "--http2 --tls-max 1.2");

    private final String scheme;
    private final String options;

    WebProtocol(String scheme, String options) {
        this.scheme = scheme;
        this.options = options;
    }

    List<String> options() {
        return Arrays.asList(options.split(" ", -1));
    }

    String scheme() {
        return scheme;
    }

    int port(TestSite site) {
        return scheme.equals("https") ? site.https() : site.http();
    }

    public boolean isHttp2() {
        return options.contains("--http2");
    }

    /** HTTP/1.0 has no chunks, no interim responses and no trailers, and opens a connection per request. */
    public boolean isHttp10() {
        return options.contains("--http1.0");
    }

    /** The version in the head of a response, in the form that curl prints. */
    public String version() {
        return isHttp2() ? "2" : "1.1";
    }
}
