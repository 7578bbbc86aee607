package io.zimbraproxy.proxy.http.user;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.zimbraproxy.proxy.http.location.Query;
import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.route.UserName;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * Finds the account id in the claim {@code sub} of a JSON Web Token (RFC 7519), without verifying the token.
 */
final class JsonWebToken {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String BEARER = "Bearer ";
    private static final int MAX_CHARS = 8192;

    private JsonWebToken() {}

    /** Returns the account of the bearer token, else that of the query argument {@code zjwt}. */
    static Optional<UserName> of(RequestHead head) {
        String credentials = head.fields().value(FieldName.AUTHORIZATION);
        Optional<UserName> account =
                credentials != null && credentials.regionMatches(true, 0, BEARER, 0, BEARER.length())
                        ? subject(credentials.substring(BEARER.length()).strip())
                        : Optional.empty();
        return account.isPresent()
                ? account
                : Query.of(head.target()).raw("zjwt").flatMap(JsonWebToken::subject);
    }

    private static Optional<UserName> subject(String token) {
        int first = token.indexOf('.');
        int second = first < 0 ? -1 : token.indexOf('.', first + 1);
        if (second < 0 || token.length() > MAX_CHARS) {
            return Optional.empty();
        }
        try (JsonParser claims = JSON.createParser(Base64.getUrlDecoder().decode(token.substring(first + 1, second)))) {
            if (claims.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Optional<UserName> account = Optional.empty();
            while (claims.nextToken() == JsonToken.FIELD_NAME) {
                boolean subject = claims.currentName().equals("sub");
                if (claims.nextToken() == JsonToken.VALUE_STRING && subject) {
                    account = UserName.of(claims.getText());
                }
                claims.skipChildren();
            }
            // A truncated object is not trusted.
            return claims.currentToken() == JsonToken.END_OBJECT && claims.nextToken() == null
                    ? account
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException notAToken) {
            return Optional.empty();
        }
    }
}
