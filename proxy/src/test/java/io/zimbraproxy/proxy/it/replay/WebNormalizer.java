package io.zimbraproxy.proxy.it.replay;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Normalizes requests and responses of web cases, so that two proxies can be compared. It removes the differences that
 * {@code recorded/README.md} lists as common to all cases.
 */
final class WebNormalizer {
    /** Ports that the recording contains without placeholders. */
    private static final Map<String, String> PORTS = Map.of(
            "\r\nHost: {proxy}:80\r\n", "\r\nHost: {proxy}:{listener}\r\n",
            "\r\nLocation: http://mail.example.com:8080/", "\r\nLocation: http://mail.example.com:{port}/");

    private static final String SERVED = "\r\n\r\nbackend {";
    private static final Pattern LENGTH = Pattern.compile("(?<=\r\nContent-Length: )[0-9]+(?=\r\n)");

    /** A date (RFC 9110 section 5.6.7) or its placeholder. */
    private static final Pattern DATE = Pattern.compile(
            "(?i:Date): (?:\\{date}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT)");

    private WebNormalizer() {}

    /** Replaces the placeholders in a recorded text. */
    static String filled(String text, Placeholders placeholders) {
        String ported = text;
        for (Map.Entry<String, String> port : PORTS.entrySet()) {
            ported = ported.replace(port.getKey(), port.getValue());
        }
        String filled = placeholders.fill(ported);
        if (!text.contains(SERVED)) {
            return filled;
        }
        // The length of the body changes with the addresses in it.
        int body = filled.length() - filled.indexOf("\r\n\r\n") - "\r\n\r\n".length();
        return LENGTH.matcher(filled).replaceFirst(String.valueOf(body));
    }

    /** Normalizes a request to a mailbox server. */
    static String request(WebMessage request) {
        return request.sorted();
    }

    /**
     * Normalizes a recorded request and adds the differences of this proxy.
     *
     * @param host the Host field of the client, if it sent one
     * @param port the port to which the client connected
     */
    static String recordedRequest(WebMessage request, Optional<String> host, String port) {
        WebMessage sent = request.start(request.start().replaceFirst(" HTTP/1\\.0$", " HTTP/1.1"))
                .without("Connection: close"::equals)
                .with("X-Forwarded-Proto: http")
                .with("X-Forwarded-Port: " + port);
        return request(host.map(name -> sent.with("X-Forwarded-Host: " + name)).orElse(sent));
    }

    /** Normalizes a response to the client. */
    static String response(WebMessage response) {
        WebMessage kept = response.without(field -> WebMessage.name(field).equals("connection"));
        return isServed(kept)
                ? kept.without(field -> DATE.matcher(field).matches()).sorted()
                : kept.without(field -> WebMessage.name(field).equals("content-length"))
                        .fields(WebNormalizer::ofPage)
                        .body(kept.body().isEmpty() ? "" : "(page)\n")
                        .sorted();
    }

    /** Normalizes a field of a response of the proxy itself. Field names are case-insensitive (RFC 9110 section 5.1). */
    private static String ofPage(String field) {
        String name = WebMessage.name(field);
        String value = DATE.matcher(field).matches() ? " {date}" : field.substring(name.length() + 1);
        return name + ':' + value.replaceFirst("^ text/html;.*", " text/html");
    }

    /** Normalizes a recorded response and adds the differences of this proxy. */
    static String recordedResponse(WebMessage response) {
        WebMessage kept = response.without("Server: nginx"::equals);
        return response(isServed(kept) ? kept : kept.with("Cache-Control: no-store"));
    }

    /** Returns whether the response is from a mailbox server, since all of them send this field. */
    private static boolean isServed(WebMessage response) {
        return response.field("x-backend").isPresent();
    }
}
