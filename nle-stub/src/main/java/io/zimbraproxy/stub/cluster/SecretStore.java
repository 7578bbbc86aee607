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
 * TLS Secrets of one namespace, read and created with plain HTTP requests. A Kubernetes client library would only enlarge the
 * demo's image. Errors name the Secret and quote the API server.
 */
public final class SecretStore {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PodIdentity identity;

    public SecretStore(PodIdentity identity) {
        this.identity = identity;
    }

    /** Reads {@code tls.crt}, {@code tls.key} and {@code ca.crt} of a Secret; empty if the Secret does not exist. */
    public Optional<PemPair> read(String name) throws IOException {
        HttpURLConnection response = open("/" + name);
        if (response.getResponseCode() == HttpURLConnection.HTTP_NOT_FOUND) {
            return Optional.empty();
        }
        JsonNode data = JSON.readTree(body(name, response)).path("data");
        return Optional.of(
                new PemPair(file(name, data, "tls.crt"), file(name, data, "tls.key"), file(name, data, "ca.crt")));
    }

    /** Creates a Secret; false if a Secret of that name exists already, which is left unchanged. */
    public boolean create(String name, PemPair pair) throws IOException {
        HttpURLConnection response = open("");
        response.setRequestMethod("POST");
        response.setDoOutput(true);
        response.setRequestProperty("Content-Type", "application/json");
        response.getOutputStream().write(JSON.writeValueAsBytes(secret(name, pair)));
        if (response.getResponseCode() == HttpURLConnection.HTTP_CONFLICT) {
            return false;
        }
        body(name, response);
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

    private static byte[] body(String name, HttpURLConnection response) throws IOException {
        int status = response.getResponseCode();
        if (status / 100 == 2) {
            try (InputStream body = response.getInputStream()) {
                return body.readAllBytes();
            }
        }
        throw new IOException("secret " + name + ": the API server refused (" + status + " " + message(response)
                + "); the pod's service account needs get and create on secrets");
    }

    private static String message(HttpURLConnection response) throws IOException {
        try (InputStream body = response.getErrorStream()) {
            return body == null ? "" : JSON.readTree(body).path("message").asText();
        }
    }

    private static String file(String name, JsonNode data, String file) throws IOException {
        if (!data.has(file)) {
            throw new IOException(
                    "secret " + name + ": " + file + " is missing; delete the Secret to have it created again");
        }
        return new String(Base64.getDecoder().decode(data.get(file).asText()), StandardCharsets.US_ASCII);
    }

    private static String encode(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }
}
