package io.zimbraproxy.proxy.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pool;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Answers by which a mailbox server says that an account lives on another one: a remembered route is out of date. */
final class ElsewhereRule {
    /** RFC 9110 section 15.5.20. */
    private static final int MISDIRECTED_REQUEST = 421;

    private static final int SERVER_ERROR = 500;

    private static final String SOAP = "/service/soap";

    /** The code of Zimbra's fault for a request that came to the wrong server. */
    private static final byte[] WRONG_HOST = "service.WRONG_HOST".getBytes(StandardCharsets.US_ASCII);

    private ElsewhereRule() {}

    /** True when status and headers say so: misdirected, or sent on to another server of the pool. */
    static boolean says(HttpClientResponse answer, Peer asked, Pool pool) {
        int status = answer.statusCode();
        if (status == MISDIRECTED_REQUEST) {
            return true;
        }
        String location = status >= 300 && status < 400 ? answer.getHeader(HttpHeaders.LOCATION) : null;
        return location != null && leadsToAnother(location, asked, pool);
    }

    private static boolean leadsToAnother(String location, Peer asked, Pool pool) {
        try {
            URI target = URI.create(location);
            String host = target.getHost();
            return host != null
                    && pool.hasOtherThan(asked, host.replace("[", "").replace("]", ""), target.getPort());
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    /** True when the body of this answer is worth a look. */
    static boolean mayBeFault(HttpServerRequest request, HttpClientResponse answer) {
        return answer.statusCode() == SERVER_ERROR && request.uri().startsWith(SOAP);
    }

    /** True when this part of a fault says so. */
    static boolean isFault(Buffer part) {
        byte[] text = part.getBytes();
        for (int i = 0; i + WRONG_HOST.length <= text.length; i++) {
            int n = 0;
            while (n < WRONG_HOST.length && text[i + n] == WRONG_HOST[n]) {
                n++;
            }
            if (n == WRONG_HOST.length) {
                return true;
            }
        }
        return false;
    }
}
