package io.zimbraproxy.bench.load;

import java.nio.charset.StandardCharsets;

/**
 * A request, and the length of the expected response.
 *
 * @param bytes the request in HTTP/1.1
 * @param path path of the request, for HTTP/2
 * @param length length of the response body, in bytes
 * @param last true: the only request of its connection
 */
record WebRequest(byte[] bytes, String path, int length, boolean last) {
    static final String HOST = "mail.example.com";

    private static final int SMALL = 200;
    private static final int LARGE = 100 << 10;
    private static final String SMALL_PATH = "/zimbra/small";
    private static final String TOKEN_DATA =
            "id=36:9c2f1a70-5d3e-4b8a-8f61-0a7d2c4e9b13;exp=13:1999999999999;type=6:zimbra;";

    static WebRequest small() {
        return get(SMALL_PATH, SMALL, "");
    }

    static WebRequest large() {
        return get("/zimbra/100k", LARGE, "");
    }

    /** Returns a GET with an auth token that names the account. Proxies do not check its signature. */
    static WebRequest token() {
        StringBuilder hex = new StringBuilder();
        for (byte each : TOKEN_DATA.getBytes(StandardCharsets.US_ASCII)) {
            hex.append(String.format("%02x", each));
        }
        return get(SMALL_PATH, SMALL, "Cookie: ZM_AUTH_TOKEN=0_" + "5a".repeat(20) + "_" + hex + "\r\n");
    }

    static WebRequest post() {
        int body = 10 << 10;
        String head = head("POST", "/service/soap/GetInfoRequest")
                + "Content-Type: application/soap+xml\r\nContent-Length: " + body + "\r\n\r\n";
        return of(head + "x".repeat(body), SMALL_PATH, SMALL, false);
    }

    /** Returns a GET that is the only request of its connection. */
    static WebRequest only() {
        return of(head("GET", SMALL_PATH) + "Connection: close\r\n\r\n", SMALL_PATH, SMALL, true);
    }

    private static WebRequest get(String path, int length, String field) {
        return of(head("GET", path) + field + "\r\n", path, length, false);
    }

    private static String head(String method, String path) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + HOST + "\r\nUser-Agent: bench\r\nAccept: */*\r\n";
    }

    private static WebRequest of(String text, String path, int length, boolean last) {
        return new WebRequest(text.getBytes(StandardCharsets.US_ASCII), path, length, last);
    }
}
