package io.zimbraproxy.stub.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.token.SignedToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * A webmail for browsers. {@code /webmail/login} is a form; its POST sets the user's cookie and redirects to
 * {@code /webmail/inbox}. A script on that page tests browser features and shows the results.
 */
final class WebmailPage implements Page {

    private static final String LOGIN = read("login.html");
    private static final String INBOX = read("inbox.html");

    @Override
    public void respond(HttpServerRequest request, PageContext context) {
        if (request.path().equals("/webmail/inbox")) {
            html(request, 200, INBOX.replace("MAILBOX", context.mailbox()));
        } else if (!request.path().equals("/webmail/login")) {
            html(request, 404, "no such page");
        } else if (request.method().equals(HttpMethod.POST)) {
            request.setExpectMultipart(true).endHandler(end -> logIn(request, context));
        } else {
            html(request, 200, LOGIN);
        }
    }

    private static void logIn(HttpServerRequest request, PageContext context) {
        MultiMap form = request.formAttributes();
        Optional<Account> account = Optional.ofNullable(form.get("user"))
                .flatMap(context.directory()::byName)
                .filter(found -> found.password().equals(form.get("password")));
        if (account.isEmpty()) {
            html(request, 403, LOGIN);
            return;
        }
        String token = SignedToken.of(account.get().zimbraId()).encode();
        request.response()
                .setStatusCode(302)
                .putHeader("Location", "/webmail/inbox")
                .putHeader("Set-Cookie", "ZM_AUTH_TOKEN=" + token + "; Path=/; HttpOnly")
                .end();
    }

    private static void html(HttpServerRequest request, int status, String page) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end(page);
    }

    private static String read(String name) {
        try (InputStream page = Objects.requireNonNull(WebmailPage.class.getResourceAsStream("/web/" + name), name)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
