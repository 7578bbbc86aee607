package io.zimbraproxy.stub.web;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.token.AuthToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A webmail for browsers. {@code /webmail/login} is a form; posted, it gives the cookie of the user and leads to
 * {@code /webmail/inbox}, a page whose script tries what browsers do and writes down what it saw.
 */
final class WebmailPage implements Page {

    private static final String LOGIN = read("login.html");
    private static final String INBOX = read("inbox.html");

    @Override
    public void answer(HttpServerRequest request, WebSite site) {
        if (request.path().equals("/webmail/inbox")) {
            html(request, 200, INBOX.replace("MAILBOX", site.mailbox()));
        } else if (!request.path().equals("/webmail/login")) {
            html(request, 404, "no such page");
        } else if (request.method().equals(HttpMethod.POST)) {
            request.setExpectMultipart(true).endHandler(end -> logIn(request, site));
        } else {
            html(request, 200, LOGIN);
        }
    }

    private static void logIn(HttpServerRequest request, WebSite site) {
        MultiMap form = request.formAttributes();
        Optional<Account> account = Optional.ofNullable(form.get("user"))
                .flatMap(site.directory()::byName)
                .filter(found -> found.password().equals(form.get("password")));
        if (account.isEmpty()) {
            html(request, 403, LOGIN);
            return;
        }
        String token = AuthToken.of(account.get().zimbraId()).encode();
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
        try (InputStream page = WebmailPage.class.getResourceAsStream("/web/" + name)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
