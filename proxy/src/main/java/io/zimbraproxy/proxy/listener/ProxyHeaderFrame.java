package io.zimbraproxy.proxy.listener;

import io.netty.buffer.ByteBuf;

/**
 * Where a PROXY protocol header ends in what has come, by sections 2.1 (version 1) and 2.2 (version 2) of its specification. Tells
 * from the first byte that does not fit, while Netty's decoder would wait for more.
 *
 * @param outcome what there is
 * @param length of the header, in bytes; 0 unless there is a whole one
 */
record ProxyHeaderFrame(FrameResult outcome, int length) {
    /** What there is. */
    enum FrameResult {
        /** A header as a whole; what it says is not looked at. */
        WHOLE,
        /** Less than a header. */
        PARTIAL,
        /** Something else. */
        NONE,
        /** A header that is too long, or of a version that nobody knows. */
        BAD
    }

    /** The longest line of version 1 with its end. */
    static final int MAX_V1 = 107;

    /** A header of version 2 with all that balancers add: certificates' names, endpoints, checksums. */
    static final int MAX_V2 = 2048;

    private static final byte[] V1 = {'P', 'R', 'O', 'X', 'Y', ' '};
    private static final byte[] V2 = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};
    private static final int VERSION_AT = V2.length;

    /** Where a header of version 2 has its family and transport, its length, and the first byte that counts for that. */
    static final int FAMILY_AT = 13;

    static final int LENGTH_AT = 14;
    static final int FIXED = 16;

    private static final ProxyHeaderFrame PARTIAL = new ProxyHeaderFrame(FrameResult.PARTIAL, 0);
    private static final ProxyHeaderFrame NONE = new ProxyHeaderFrame(FrameResult.NONE, 0);
    private static final ProxyHeaderFrame BAD = new ProxyHeaderFrame(FrameResult.BAD, 0);

    /** Reads nothing off {@code in}. */
    static ProxyHeaderFrame find(ByteBuf in) {
        if (beginsLike(V1, in)) {
            return in.readableBytes() < V1.length ? PARTIAL : line(in);
        }
        if (beginsLike(V2, in)) {
            return in.readableBytes() <= VERSION_AT ? PARTIAL : binary(in);
        }
        return NONE;
    }

    private static boolean beginsLike(byte[] signature, ByteBuf in) {
        int compared = Math.min(signature.length, in.readableBytes());
        for (int i = 0; i < compared; i++) {
            if (in.getByte(in.readerIndex() + i) != signature[i]) {
                return false;
            }
        }
        return true;
    }

    private static ProxyHeaderFrame line(ByteBuf in) {
        int start = in.readerIndex();
        int searched = Math.min(MAX_V1, in.readableBytes());
        for (int end = V1.length + 1; end < searched; end++) {
            if (in.getByte(start + end - 1) == '\r' && in.getByte(start + end) == '\n') {
                return new ProxyHeaderFrame(FrameResult.WHOLE, end + 1);
            }
        }
        return searched == MAX_V1 ? BAD : PARTIAL;
    }

    private static ProxyHeaderFrame binary(ByteBuf in) {
        int start = in.readerIndex();
        if (in.getByte(start + VERSION_AT) >> 4 != 2) {
            return BAD;
        }
        if (in.readableBytes() < FIXED) {
            return PARTIAL;
        }
        int length = FIXED + in.getUnsignedShort(start + LENGTH_AT);
        if (length > MAX_V2) {
            return BAD;
        }
        return in.readableBytes() < length ? PARTIAL : new ProxyHeaderFrame(FrameResult.WHOLE, length);
    }
}
