package io.zimbraproxy.stub.cli;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.PemKeyCertOptions;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.PemPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The part of an API server that the command {@code certificates} uses: Secrets, and the files of a service account. */
final class FakeApiServer implements AutoCloseable {
    private final Map<String, JsonObject> secrets = new ConcurrentHashMap<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Path serviceAccount;

    FakeApiServer(Path folder) throws IOException {
        PemPair pair = CertificateAuthority.create("cluster").issue("localhost").write(folder.resolve("server"));
        serviceAccount = Files.createDirectories(folder.resolve("account"));
        Files.writeString(serviceAccount.resolve("token"), "the-token");
        Files.writeString(serviceAccount.resolve("namespace"), "mail\n");
        Files.writeString(serviceAccount.resolve("ca.crt"), pair.authority());
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setSsl(true)
                        .setKeyCertOptions(new PemKeyCertOptions()
                                .addCertPath(folder.resolve("server/tls.crt").toString())
                                .addKeyPath(folder.resolve("server/tls.key").toString())))
                .requestHandler(request -> request.body().onSuccess(body -> respond(request, body.toString())))
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    Path serviceAccount() {
        return serviceAccount;
    }

    String url() {
        return "https://localhost:" + server.actualPort();
    }

    Map<String, JsonObject> secrets() {
        return secrets;
    }

    private void respond(HttpServerRequest request, String body) {
        String all = "/api/v1/namespaces/mail/secrets";
        if (!"Bearer the-token".equals(request.getHeader("Authorization"))) {
            end(request, 403, new JsonObject().put("message", "secrets is forbidden"));
        } else if (request.method().name().equals("POST") && request.path().equals(all)) {
            JsonObject secret = new JsonObject(body);
            String name = secret.getJsonObject("metadata").getString("name");
            end(request, secrets.putIfAbsent(name, secret) == null ? 201 : 409, secret);
        } else {
            JsonObject found = secrets.get(request.path().substring(all.length() + 1));
            end(request, found == null ? 404 : 200, found == null ? new JsonObject() : found);
        }
    }

    private static void end(HttpServerRequest request, int status, JsonObject body) {
        request.response().setStatusCode(status).end(body.encode());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
