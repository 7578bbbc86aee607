package io.zimbraproxy.proxy.it.replay;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Requests and answers of web cases in a form in which two proxies can be compared. What is changed here differs everywhere;
 * {@code recorded/README.md} has the list.
 */
final class WebNormalizer {
    /** Ports of the recording that it has no placeholders for. */
    private static final Map<String, String> PORTS = Map.of(
            "\r\nHost: {proxy}:80\r\n", "\r\nHost: {proxy}:{listener}\r\n",
            "\r\nLocation: http://mail.example.com:8080/", "\r\nLocation: http://mail.example.com:{port}/");

    private static final String SERVED = "\r\n\r\nbackend {";
    private static final Pattern LENGTH = Pattern.compile("(?<=\r\nContent-Length: )[0-9]+(?=\r\n)");

    /** RFC 9110 section 5.6.7, or its placeholder. */
    private static final Pattern DATE = Pattern.compile(
            "(?i:Date): (?:\\{date}|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT)");

    private WebNormalizer() {}

    /** A recorded text with the addresses of its replay. */
    static String filled(String text, Placeholders placeholders) {
        String ported = text;
        for (Map.Entry<String, String> port : PORTS.entrySet()) {
            ported = ported.replace(port.getKey(), port.getValue());
        }
        String filled = placeholders.fill(ported);
        if (!text.contains(SERVED)) {
            return filled;
        }
        // An address in the body may be longer than the recorded one.
        int body = filled.length() - filled.indexOf("\r\n\r\n") - "\r\n\r\n".length();
        return LENGTH.matcher(filled).replaceFirst(String.valueOf(body));
    }

    /** A request to a mailbox server. */
    static String request(WebMessage request) {
        return request.sorted();
    }

    /**
     * What the recorded proxy asked, as this one asks it.
     *
     * @param host the client's Host field, if it sent one
     * @param port to which the client came
     */
    static String recordedRequest(WebMessage request, Optional<String> host, String port) {
        WebMessage asked = request.start(request.start().replaceFirst(" HTTP/1\\.0$", " HTTP/1.1"))
                .without("Connection: close"::equals)
                .with("X-Forwarded-Proto: http")
                .with("X-Forwarded-Port: " + port);
        return request(host.map(sent -> asked.with("X-Forwarded-Host: " + sent)).orElse(asked));
    }

    /** An answer to the client. */
    static String answer(WebMessage answer) {
        WebMessage told = answer.without(field -> WebMessage.name(field).equals("connection"));
        return isServed(told)
                ? told.without(field -> DATE.matcher(field).matches()).sorted()
                : told.without(field -> WebMessage.name(field).equals("content-length"))
                        .fields(WebNormalizer::ofPage)
                        .body(told.body().isEmpty() ? "" : "(page)\n")
                        .sorted();
    }

    /** A field of an answer of the proxy itself; its name has no case (RFC 9110 section 5.1). */
    private static String ofPage(String field) {
        String name = WebMessage.name(field);
        String value = DATE.matcher(field).matches() ? " {date}" : field.substring(name.length() + 1);
        return name + ':' + value.replaceFirst("^ text/html;.*", " text/html");
    }

    /** What the recorded proxy answered, as this one answers. */
    static String recordedAnswer(WebMessage answer) {
        WebMessage told = answer.without("Server: nginx"::equals);
        return answer(isServed(told) ? told : told.with("Cache-Control: no-store"));
    }

    /** Whether a mailbox server has answered: all of them send this field. */
    private static boolean isServed(WebMessage answer) {
        return answer.field("x-backend").isPresent();
    }
}
