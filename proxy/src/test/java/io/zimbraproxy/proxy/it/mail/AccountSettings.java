package io.zimbraproxy.proxy.it.mail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is typed into a mail program so that it finds somebody's mail.
 *
 * @param host a name or an address, which the server's certificate must be for
 * @param authority file with the certificate of the only authority to believe
 */
record AccountSettings(
        MailEndpoint door, String host, int port, Path authority, Mechanism mechanism, String user, String password) {
    private static final Pattern SASL = Pattern.compile("(AUTHENTICATE|AUTH) PLAIN\r\n([A-Za-z0-9+/=]+)\r\n");

    /** Whether this user logs in with this password, by this mechanism, in what a mailbox server heard from the proxy. */
    boolean isLogin(String heard) {
        return switch (mechanism) {
            case LOGIN ->
                heard.contains(
                        door.speaksImap()
                                ? " LOGIN \"" + user + "\" \"" + password.replace("\\", "\\\\") + "\"\r\n"
                                : "USER " + user + "\r\nPASS " + password + "\r\n");
            case PLAIN -> {
                Matcher login = SASL.matcher(heard);
                yield login.find()
                        && login.group(1).equals(door.speaksImap() ? "AUTHENTICATE" : "AUTH")
                        && isSaslMessage(login.group(2));
            }
        };
    }

    /** Programs may name the user a second time, as whom to act for. */
    private boolean isSaslMessage(String base64) {
        String message = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        String credentials = "\0" + user + "\0" + password;
        return message.equals(credentials) || message.equals(user + credentials);
    }
}
