package io.zimbraproxy.stub.web;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * {@code /upload?pause=N}: returns length and digest of a body of any size. With {@code pause} the page stops reading for N
 * seconds after the first bytes, which tests back-pressure.
 */
final class UploadPage implements Page {

    @Override
    public void respond(HttpServerRequest request, PageContext context) {
        long pause = new PageParameters(request).millis("pause");
        boolean pausing = request.getParam("pause") != null;
        Upload upload = new Upload();
        request.handler(bytes -> {
            if (upload.length == 0 && pausing) {
                request.pause();
                context.vertx().setTimer(pause, timer -> request.resume());
            }
            upload.add(bytes);
        });
        request.endHandler(end -> request.response()
                .putHeader("Content-Type", "application/json")
                .end(upload.summary().put("mailbox", context.mailbox()).encode() + "\n"));
    }

    /** Length and digest of the bytes received so far. */
    private static final class Upload {

        private final MessageDigest digest;
        private long length;

        Upload() {
            try {
                digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("this Java has no SHA-256", e);
            }
        }

        void add(Buffer bytes) {
            length += bytes.length();
            digest.update(bytes.getBytes());
        }

        JsonObject summary() {
            return new JsonObject()
                    .put("bytes", length)
                    .put("sha256", HexFormat.of().formatHex(digest.digest()));
        }
    }
}
