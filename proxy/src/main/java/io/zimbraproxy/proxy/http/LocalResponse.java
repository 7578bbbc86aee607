package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.FieldSink;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.Framing;
import io.zimbraproxy.proxy.http.message.HostHeader;
import io.zimbraproxy.proxy.http.message.RequestHead;
import io.zimbraproxy.proxy.http.message.RequestMethod;
import io.zimbraproxy.proxy.http.rewrite.ResponseRules;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A response by the proxy itself: an error page or a redirect. */
final class LocalResponse {
    static final int FOUND = 302;

    /** The date format of RFC 9110 section 5.6.7; Java's own RFC 1123 format omits the leading zero of a day. */
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

    private final ClientStream client;
    private final @Nullable RequestHead head;
    private final @Nullable HostHeader host;
    private final ResponseRules rules;

    /** {@code head} and {@code host} are null if the client has sent no valid ones. */
    LocalResponse(ClientStream client, @Nullable RequestHead head, @Nullable HostHeader host, ResponseRules rules) {
        this.client = client;
        this.head = head;
        this.host = host;
        this.rules = rules;
    }

    /** Sends an error page, as JSON if the client prefers that. */
    void page(ErrorPage page, Map<String, String> extraFields) {
        boolean json = wantsJson();
        send(
                page.status(),
                page.reason(),
                json ? "application/json" : "text/html; charset=utf-8",
                json ? page.json() : page.html(),
                extraFields);
    }

    /** Sends a redirect with status 302. */
    void redirect(String location, Map<String, String> extraFields) {
        send(FOUND, "Found", null, "", with(extraFields, "Location", location));
    }

    private static Map<String, String> with(Map<String, String> extraFields, String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(extraFields);
        all.put(name, value);
        return all;
    }

    private void send(int status, String reason, @Nullable String type, String body, Map<String, String> extraFields) {
        boolean headOnly = head != null && head.method().equals(RequestMethod.HEAD);
        String length = Integer.toString(ByteBufUtil.utf8Bytes(body));
        client.begin(new ClientResponseHead(
                status,
                reason,
                headOnly ? Framing.NONE : Framing.ofLength(Long.parseLong(length)),
                length,
                out -> fields(type, extraFields, out)));
        if (!headOnly && !body.isEmpty()) {
            client.write(Unpooled.wrappedBuffer(body.getBytes(StandardCharsets.UTF_8)));
        }
        client.end(Fields.NONE);
        client.flush();
    }

    private void fields(@Nullable String type, Map<String, String> extraFields, FieldSink out) {
        out.add("Date", DATE.format(ZonedDateTime.now(ZoneOffset.UTC)));
        if (type != null) {
            out.add("Content-Type", type);
        }
        out.add("Cache-Control", "no-store");
        extraFields.forEach(out::add);
        rules.writeConfigured(host, out);
    }

    /** Returns true for clients that are probably programs, not browsers. */
    private boolean wantsJson() {
        if (head == null) {
            return false;
        }
        String accept = lowerCase(head, FieldName.ACCEPT);
        return accept.contains("application/json") && !accept.contains("text/html")
                || lowerCase(head, FieldName.CONTENT_TYPE).startsWith("application/json");
    }

    private static String lowerCase(RequestHead head, FieldName name) {
        String value = head.fields().value(name);
        return value == null ? "" : value.toLowerCase(Locale.ROOT);
    }
}
