package io.zimbraproxy.proxy.http.user;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses the auth tokens of one client. The last token is cached, because a client mostly sends the same one again. */
public final class TokenReader {
    private @Nullable String last;
    private Optional<AuthToken> parsed = Optional.empty();

    Optional<AuthToken> read(String text) {
        if (!text.equals(last)) {
            parsed = AuthToken.of(text);
            last = text;
        }
        return parsed;
    }
}
