package io.zimbraproxy.stub.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * TLS Secrets of one namespace, over the API server's own protocol: two requests do not make up for a client library in an
 * image for demos. Errors say which Secret, and what the server said.
 */
public final class SecretStore {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PodIdentity identity;

    public SecretStore(PodIdentity identity) {
        this.identity = identity;
    }

    /** The pair in a Secret ({@code tls.crt}, {@code tls.key}, {@code ca.crt}); empty when there is no such Secret. */
    public Optional<PemPair> read(String name) throws IOException {
        HttpURLConnection answer = open("/" + name);
        if (answer.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        JsonNode data = JSON.readTree(body(name, answer)).path("data");
        return Optional.of(
                new PemPair(file(name, data, "tls.crt"), file(name, data, "tls.key"), file(name, data, "ca.crt")));
    }

    /** Makes a Secret; false when somebody else has made one of that name, which stays as it is. */
    public boolean create(String name, PemPair pair) throws IOException {
        HttpURLConnection answer = open("");
        answer.setRequestMethod("POST");
        answer.setDoOutput(true);
        answer.setRequestProperty("Content-Type", "application/json");
        answer.getOutputStream().write(JSON.writeValueAsBytes(secret(name, pair)));
        if (answer.getResponseCode() == HttpURLConnection.HTTP_CONFLICT) {
            return false;
        }
        body(name, answer);
        return true;
    }

    private static ObjectNode secret(String name, PemPair pair) {
        ObjectNode secret = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Secret");
        secret.put("type", "kubernetes.io/tls").putObject("metadata").put("name", name);
        secret.putObject("data")
                .put("tls.crt", encode(pair.certificate()))
                .put("tls.key", encode(pair.key()))
                .put("ca.crt", encode(pair.authority()));
        return secret;
    }

    private HttpURLConnection open(String path) throws IOException {
        URI secrets = URI.create(identity.server() + "/api/v1/namespaces/" + identity.namespace() + "/secrets" + path);
        HttpURLConnection connection = identity.open(secrets);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        return connection;
    }

    private static byte[] body(String name, HttpURLConnection answer) throws IOException {
        int status = answer.getResponseCode();
        if (status / 100 == 2) {
            try (InputStream body = answer.getInputStream()) {
                return body.readAllBytes();
            }
        }
        throw new IOException("secret " + name + ": the API server refused (" + status + " " + said(answer)
                + "); the pod's service account needs get and create on secrets");
    }

    private static String said(HttpURLConnection answer) throws IOException {
        try (InputStream body = answer.getErrorStream()) {
            return body == null ? "" : JSON.readTree(body).path("message").asText();
        }
    }

    private static String file(String name, JsonNode data, String file) throws IOException {
        if (!data.has(file)) {
            throw new IOException(
                    "secret " + name + ": " + file + " is missing; delete the secret, and a new one is made");
        }
        return new String(Base64.getDecoder().decode(data.get(file).asText()), StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
