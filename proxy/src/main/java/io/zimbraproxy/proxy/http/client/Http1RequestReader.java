package io.zimbraproxy.proxy.http.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.zimbraproxy.crds.spec.Limits;
import io.zimbraproxy.proxy.http.body.BodyReader;
import io.zimbraproxy.proxy.http.body.InputBuffer;
import io.zimbraproxy.proxy.http.message.BadMessage;
import io.zimbraproxy.proxy.http.message.Fields;
import io.zimbraproxy.proxy.http.message.HeadFinder;
import io.zimbraproxy.proxy.http.message.RequestHead;
import org.jspecify.annotations.Nullable;

/** Parses the requests of one connection in turn: the head, then the parts of the body. */
final class Http1RequestReader {
    /** Empty lines that old clients send after a body (RFC 9112 section 2.2). */
    private static final int MAX_EMPTY_LINES = 2;

    private final Limits limits;
    private final HeadFinder finder;
    private final InputBuffer input = new InputBuffer();
    private BodyReader body = BodyReader.NONE;

    Http1RequestReader(Limits limits) {
        this.limits = limits;
        finder = new HeadFinder(limits.headerBytes(), limits.headerCount(), MAX_EMPTY_LINES);
    }

    /** Appends received bytes and takes ownership of them. */
    void append(ByteBufAllocator allocator, ByteBuf bytes) {
        input.append(allocator, bytes);
    }

    boolean hasInput() {
        return !input.isEmpty();
    }

    /** Returns the number of bytes that are received and not parsed yet. */
    int inputLength() {
        return input.length();
    }

    /**
     * Parses the next head. Returns null if more bytes are needed.
     *
     * @throws BadMessage if the head is malformed
     */
    @Nullable
    RequestHead head() throws BadMessage {
        int length = finder.find(input.bytes());
        if (length == 0) {
            return null;
        }
        RequestHead head = RequestHead.parse(input.read(length), limits.uriBytes(), limits.headerCount(), false);
        if (head.framing().hasBody()) {
            body = new BodyReader(head.framing(), limits.headerBytes(), limits.headerCount());
        }
        return head;
    }

    /** Reads the next part of the body, like {@link BodyReader#next}. */
    @Nullable
    ByteBuf part() throws BadMessage {
        return body.next(input.bytes());
    }

    /** Returns true if the request has no body, or if the whole body was read. */
    boolean bodyComplete() {
        return body.ended();
    }

    Fields trailers() {
        return body.trailers();
    }

    /** Ends the current request, so that the next head can be read. */
    void endRequest() {
        body = BodyReader.NONE;
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
