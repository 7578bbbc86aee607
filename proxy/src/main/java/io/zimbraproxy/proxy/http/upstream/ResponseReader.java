package io.zimbraproxy.proxy.http.upstream;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.http.body.BodyReader;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.HeadFinder;
import io.zimbraproxy.proxy.http.message.Method;
import io.zimbraproxy.proxy.http.message.ResponseHead;

/** Reads the answers on one connection, one after the other: heads before the head, the head, its body. */
final class ResponseReader {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_FIELDS = 1000;
    /** Answers before the answer; more of them are a flood. */
    private static final int MAX_INFORMATIONAL = 32;

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int BAD_GATEWAY = 502;

    private final HeadFinder finder = new HeadFinder(MAX_HEAD, MAX_FIELDS, 0);
    private Method asked;
    private boolean upgrade;
    private int informational;
    private boolean persistent;
    private BodyReader body;

    /** The next answer is to a request with this method; {@code mayUpgrade}: and may begin another protocol. */
    void expect(Method method, boolean mayUpgrade) {
        asked = method;
        upgrade = mayUpgrade;
        informational = 0;
        persistent = false;
        body = null;
    }

    /**
     * The next head; null when there is more to come.
     *
     * @throws BadMessage when it is none, or none that was asked for
     */
    ResponseHead head(ByteBuf in) throws BadMessage {
        int length = finder.find(in);
        if (length == 0) {
            return null;
        }
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        ResponseHead head = ResponseHead.parse(bytes, MAX_FIELDS, asked);
        if (switches(head)) {
            if (!upgrade) {
                throw new BadMessage(BAD_GATEWAY, "another protocol, which nobody asked for");
            }
        } else if (!head.informational()) {
            persistent = head.persistent();
            body = new BodyReader(head.framing(), MAX_HEAD, MAX_FIELDS);
        } else if (++informational > MAX_INFORMATIONAL) {
            throw new BadMessage(BAD_GATEWAY, "too many informational answers");
        }
        return head;
    }

    /** True for an answer behind which another protocol begins. */
    static boolean switches(ResponseHead head) {
        return head.status() == SWITCHING_PROTOCOLS;
    }

    /** The next part of the body, as {@link BodyReader#next} gives it. */
    ByteBuf part(ByteBuf in) throws BadMessage {
        return body.next(in);
    }

    boolean ended() {
        return body.ended();
    }

    boolean endsWithConnection() {
        return body.endsWithConnection();
    }

    Fields trailers() {
        return body.trailers();
    }

    /** True when the server keeps its connection behind this answer. */
    boolean persistent() {
        return persistent;
    }
}
