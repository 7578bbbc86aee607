package io.zimbraproxy.proxy.it.stage;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * A client of a management port that several processes use in turn. Each request opens a new connection, so the process that
 * listens now responds.
 */
public record ManagementClient(int port) {
    public RawWebClient.Answer get(String path) throws IOException {
        return request("GET", path);
    }

    public RawWebClient.Answer post(String path) throws IOException {
        return request("POST", path);
    }

    private RawWebClient.Answer request(String method, String path) throws IOException {
        try (RawWebClient client = new RawWebClient(LineClient.connect(port, null))) {
            client.send(method + ' ' + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                    + "Connection: close\r\n\r\n");
            RawWebClient.Answer answer = client.answer();
            return new RawWebClient.Answer(
                    answer.status(),
                    answer.headers(),
                    new ByteArrayInputStream(answer.body().readAllBytes()));
        }
    }

    /** Returns whether the readiness check succeeds. */
    public boolean ready() throws IOException {
        return get("/q/health/ready").status() == 200;
    }
}
