package io.zimbraproxy.proxy.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.zimbraproxy.proxy.http.message.FieldName;
import io.zimbraproxy.proxy.http.message.ResponseHead;
import io.zimbraproxy.proxy.upstream.Peer;
import io.zimbraproxy.proxy.upstream.Pool;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Answers by which a mailbox server says that an account lives on another one: a remembered route is out of date. */
final class MisroutedResponse {
    /** RFC 9110 section 15.5.20. */
    private static final int MISDIRECTED_REQUEST = 421;

    private static final int SERVER_ERROR = 500;

    private static final String SOAP = "/service/soap";

    /** The code of Zimbra's fault for a request that came to the wrong server. */
    private static final ByteBuf WRONG_HOST = Unpooled.unreleasableBuffer(
            Unpooled.wrappedBuffer("service.WRONG_HOST".getBytes(StandardCharsets.US_ASCII)));

    private MisroutedResponse() {}

    /** True when status and fields say so: misdirected, or sent on to another server of the pool. */
    static boolean says(ResponseHead answer, Peer asked, Pool pool) {
        int status = answer.status();
        if (status == MISDIRECTED_REQUEST) {
            return true;
        }
        String location = status >= 300 && status < 400 ? answer.fields().value(FieldName.LOCATION) : null;
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
    static boolean mayBeFault(String target, ResponseHead answer) {
        return answer.status() == SERVER_ERROR && target.startsWith(SOAP);
    }

    /** True when this part of a fault says so. */
    static boolean isFault(ByteBuf part) {
        return ByteBufUtil.indexOf(WRONG_HOST, part) >= 0;
    }
}
