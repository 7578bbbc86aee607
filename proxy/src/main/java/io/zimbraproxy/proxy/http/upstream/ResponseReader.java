package io.zimbraproxy.proxy.http.upstream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.zimbraproxy.proxy.http.body.BodyReader;
import io.zimbraproxy.proxy.http.body.InputBuffer;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.HeadFinder;
import io.zimbraproxy.proxy.http.message.RequestMethod;
import io.zimbraproxy.proxy.http.message.ResponseHead;
import org.jspecify.annotations.Nullable;

/** Parses the responses of one connection in turn: interim heads, the final head, then the parts of the body. */
final class ResponseReader {
    private static final int MAX_HEAD = 64 * 1024;
    private static final int MAX_FIELDS = 1000;
    /** Maximum number of interim responses; a server that sends more is faulty. */
    private static final int MAX_INTERIM = 32;

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int BAD_GATEWAY = 502;

    private final HeadFinder finder = new HeadFinder(MAX_HEAD, MAX_FIELDS, 0);
    private final InputBuffer input = new InputBuffer();
    private RequestMethod method = RequestMethod.GET;
    private boolean mayUpgrade;
    private int interim;
    private boolean persistent;
    private BodyReader body = BodyReader.NONE;

    /** Prepares for the response to a request. {@code upgrade}: whether the request asks for another protocol. */
    void expect(RequestMethod requestMethod, boolean upgrade) {
        method = requestMethod;
        mayUpgrade = upgrade;
        interim = 0;
        persistent = false;
        body = BodyReader.NONE;
    }

    /** Appends received bytes and takes ownership of them. */
    void append(ByteBufAllocator allocator, ByteBuf bytes) {
        input.append(allocator, bytes);
    }

    /**
     * Parses the next head. Returns null if more bytes are needed.
     *
     * @throws BadMessage if the head is malformed, or upgrades a connection without a request for that
     */
    @Nullable
    ResponseHead head() throws BadMessage {
        int length = finder.find(input.bytes());
        if (length == 0) {
            return null;
        }
        ResponseHead head = ResponseHead.parse(input.read(length), MAX_FIELDS, method);
        if (isUpgrade(head)) {
            if (!mayUpgrade) {
                throw new BadMessage(BAD_GATEWAY, "upgrade without a request for it");
            }
        } else if (!head.interim()) {
            persistent = head.persistent();
            body = new BodyReader(head.framing(), MAX_HEAD, MAX_FIELDS);
        } else if (++interim > MAX_INTERIM) {
            throw new BadMessage(BAD_GATEWAY, "too many interim responses");
        }
        return head;
    }

    /** Returns true if the bytes after the head belong to another protocol. */
    static boolean isUpgrade(ResponseHead head) {
        return head.status() == SWITCHING_PROTOCOLS;
    }

    /** Reads the next part of the body, like {@link BodyReader#next}. */
    @Nullable
    ByteBuf part() throws BadMessage {
        return body.next(input.bytes());
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

    /** Returns true if the connection can be used for another request: the server keeps it open and has sent nothing more. */
    boolean reusable() {
        return persistent && input.isEmpty();
    }

    /** Returns the unread bytes and gives up their ownership. */
    ByteBuf takeInput() {
        return input.take();
    }

    void freeInputIfEmpty() {
        input.freeIfEmpty();
    }

    /** Frees the received bytes; unread ones are lost. */
    void freeInput() {
        input.free();
    }
}
