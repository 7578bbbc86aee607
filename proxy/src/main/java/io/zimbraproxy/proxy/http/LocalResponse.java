package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.http.message.Method;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.rewrite.ResponseRules;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes the answers of the proxy itself: pages, redirects. */
final class LocalResponse {
    private static final int FOUND = 302;

    /** RFC 9110 section 5.6.7; Java's own leaves out the zero before a day. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final ClientStream client;
    private final RequestHead head;
    private final HostHeader host;
    private final ResponseRules rules;

    /** {@code head} and {@code host} are null when the client sent none that is valid. */
    LocalResponse(ClientStream client, RequestHead head, HostHeader host, ResponseRules rules) {
        this.client = client;
        this.head = head;
        this.host = host;
        this.rules = rules;
    }

    void page(ErrorPage page, Map<String, String> more) {
        boolean json = wantsJson();
        send(
                page.status(),
                page.reason(),
                json ? "application/json" : "text/html; charset=utf-8",
                json ? page.json() : page.html(),
                more);
    }

    void redirect(String location, Map<String, String> more) {
        send(FOUND, "Found", null, "", with(more, "Location", location));
    }

    private static Map<String, String> with(Map<String, String> more, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.put(name, value);
        return all;
    }

    private void send(int status, String reason, String type, String body, Map<String, String> more) {
        boolean headOnly = head != null && head.method().equals(Method.HEAD);
        String length = Integer.toString(ByteBufUtil.utf8Bytes(body));
        client.begin(new ClientResponseHead(
                status,
                reason,
                headOnly ? Framing.NONE : Framing.ofLength(Long.parseLong(length)),
                length,
                out -> fields(type, more, out)));
        if (!headOnly && !body.isEmpty()) {
            client.write(Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8)));
        }
        client.end(Fields.NONE);
        client.flush();
    }

    private void fields(String type, Map<String, String> more, FieldSink out) {
        out.add("Date", DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
        if (type != null) {
            out.add("Content-Type", type);
        }
        out.add("Cache-Control", "no-store");
        more.forEach(out::add);
        rules.writeOwn(host, out);
    }

    /** Programs want something they can read. */
    private boolean wantsJson() {
        if (head == null) {
            return false;
        }
        String accept = text(FieldName.ACCEPT);
        return accept.contains("application/json") && !accept.contains("text/html")
                || text(FieldName.CONTENT_TYPE).startsWith("application/json");
    }

    private String text(FieldName name) {
        String value = head.fields().value(name);
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }
}
