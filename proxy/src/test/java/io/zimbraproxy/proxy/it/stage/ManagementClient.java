package io.zimbraproxy.proxy.it.stage;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * A client of a management port that several processes use in turn. Each request opens a new connection, so the process that
 * listens now responds.
 */
public record ManagementClient(int port) {
    public RawWebClient.Response get(String path) throws IOException {
        return request("GET", path);
    }

    public RawWebClient.Response post(String path) throws IOException {
        return request("POST", path);
    }

    private RawWebClient.Response request(String method, String path) throws IOException {
        try (RawWebClient client = new RawWebClient(LineClient.connect(port, null))) {
            client.send(method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                    + "Connection: close\r\n\r\n");
            RawWebClient.Response response = client.response();
            return new RawWebClient.Response(
                    response.status(),
                    response.headers(),
                    new ByteArrayInputStream(response.body().readAllBytes()));
        }
    }

    /** Returns whether the readiness check succeeds. */
    public boolean ready() throws IOException {
        return get("/q/health/ready").status() == 200;
    }
}
