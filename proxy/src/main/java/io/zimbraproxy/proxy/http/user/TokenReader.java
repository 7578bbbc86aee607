package io.zimbraproxy.proxy.http.user;

import java.util.Optional;

/** Reads the auth tokens of one client, which mostly shows the same one again. */
public final class TokenReader {
    private String last;
    private Optional<AuthToken> read = Optional.empty();

    Optional<AuthToken> read(String text) {
        if (!text.equals(last)) {
            read = AuthToken.of(text);
            last = text;
        }
        return read;
    }
}
