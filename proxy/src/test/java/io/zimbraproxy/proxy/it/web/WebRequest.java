package io.zimbraproxy.proxy.it.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * A request that a web server received.
 *
 * @param server name of the server
 * @param head request line and header fields, with line ends
 * @param body body without chunk framing, one character for each byte
 */
record WebRequest(String server, String head, String body) {
    /** Returns the request line without its end. */
    String line() {
        return head.substring(0, head.indexOf("\r\n"));
    }

    String method() {
        return line().split(" ", 3)[0];
    }

    String target() {
        return line().split(" ", 3)[1];
    }

    /** Returns the values of all fields of this name, in order. */
    List<String> headers(String name) {
        String prefix = name.toLowerCase(Locale.ROOT) + ":";
        return Arrays.stream(head.split("\r\n", -1))
                .skip(1)
                .filter(field -> field.toLowerCase(Locale.ROOT).startsWith(prefix))
                .map(field -> field.substring(prefix.length()).strip())
                .toList();
    }
}
