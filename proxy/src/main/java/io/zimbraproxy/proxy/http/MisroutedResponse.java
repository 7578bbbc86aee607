package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.ResponseHead;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pool;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Recognises responses by which a mailbox server says that the account is on another server, so that the route is stale. */
final class MisroutedResponse {
    /** RFC 9110 section 15.5.20. */
    private static final int MISDIRECTED_REQUEST = 421;

    private static final int SERVER_ERROR = 500;

    private static final String SOAP = "/service/soap";

    /** Zimbra's fault code for a request to the wrong server. Not a buffer, because native images cannot hold static ones. */
    private static final byte[] WRONG_HOST = "service.WRONG_HOST".getBytes(StandardCharsets.US_ASCII);

    private MisroutedResponse() {}

    /** Returns true if the head says so: by its status, or by a redirect to another server of the pool. */
    static boolean isMisrouted(ResponseHead response, Peer peer, Pool pool) {
        int status = response.status();
        if (status == MISDIRECTED_REQUEST) {
            return true;
        }
        String location = status >= 300 && status < 400 ? response.fields().value(FieldName.LOCATION) : null;
        return location != null && redirectsToOtherServer(location, peer, pool);
    }

    private static boolean redirectsToOtherServer(String location, Peer peer, Pool pool) {
        try {
            URI target = URI.create(location);
            String host = target.getHost();
            return host != null && pool.hasOtherThan(peer, host.replace("[", "").replace("]", ""), target.getPort());
        } catch (IllegalArgumentException notAUri) {
            return false;
        }
    }

    /** Returns true if the body of the response may be a SOAP fault that says so. */
    static boolean mayBeFault(String target, ResponseHead response) {
        return response.status() == SERVER_ERROR && target.startsWith(SOAP);
    }

    /** Returns true if this part of a body has the fault code. */
    static boolean isFault(ByteBuf part) {
        int end = part.writerIndex() - WRONG_HOST.length + 1;
        int at = part.readerIndex();
        while (at < end) {
            at = part.indexOf(at, end, WRONG_HOST[0]);
            if (at < 0) {
                return false;
            }
            if (hasFaultCode(part, at)) {
                return true;
            }
            at++;
        }
        return false;
    }

    private static boolean hasFaultCode(ByteBuf part, int at) {
        for (int i = 0; i < WRONG_HOST.length; i++) {
            if (part.getByte(at + i) != WRONG_HOST[i]) {
                return false;
            }
        }
        return true;
    }
}
