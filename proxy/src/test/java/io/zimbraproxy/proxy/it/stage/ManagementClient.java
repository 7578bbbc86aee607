package io.zimbraproxy.proxy.it.stage;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Asks whoever has a management port now: each request goes over a connection of its own. */
public record ManagementClient(int port) {
    public RawWebClient.Answer get(String path) throws IOException {
        return ask("GET", path);
    }

    public RawWebClient.Answer post(String path) throws IOException {
        return ask("POST", path);
    }

    private RawWebClient.Answer ask(String method, String path) throws IOException {
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

    /** Whether new clients should come, by its own word. */
    public boolean ready() throws IOException {
        return get("/q/health/ready").status() == 200;
    }
}
