package io.zimbraproxy.proxy.it.mail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The account settings of a mail client.
 *
 * @param host a name or an address, for which the certificate of the server must be valid
 * @param authority file with the certificate of the only trusted authority
 */
record AccountSettings(
        MailEndpoint endpoint,
        String host,
        int port,
        Path authority,
        Mechanism mechanism,
        String user,
        String password) {
    private static final Pattern SASL = Pattern.compile("(AUTHENTICATE|AUTH) PLAIN\r\n([A-Za-z0-9+/=]+)\r\n");

    /** Returns whether the text, which the proxy sent to a mailbox server, contains the login of this user by this mechanism. */
    boolean isLogin(String sent) {
        return switch (mechanism) {
            case LOGIN ->
                sent.contains(
                        endpoint.speaksImap()
                                ? " LOGIN \"" + user + "\" \"" + password.replace("\\", "\\\\") + "\"\r\n"
                                : "USER " + user + "\r\nPASS " + password + "\r\n");
            case PLAIN -> {
                Matcher login = SASL.matcher(sent);
                yield login.find()
                        && login.group(1).equals(endpoint.speaksImap() ? "AUTHENTICATE" : "AUTH")
                        && isSaslMessage(login.group(2));
            }
        };
    }

    /** Clients may also name the user as the authorization identity. */
    private boolean isSaslMessage(String base64) {
        String message = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        String credentials = "\0" + user + "\0" + password;
        return message.equals(credentials) || message.equals(user + credentials);
    }
}
