package io.zimbraproxy.proxy.listener;

import io.netty.buffer.ByteBuf;

/**
 * The length of a PROXY protocol header at the beginning of a buffer, by sections 2.1 (version 1) and 2.2 (version 2) of its
 * specification. Detects other data at the first wrong byte, while Netty's decoder would wait for more.
 *
 * @param result whether the buffer begins with a header
 * @param length of the header in bytes; 0 unless it is complete
 */
record ProxyHeaderFrame(FrameResult result, int length) {
    /** Whether a buffer begins with a header. */
    enum FrameResult {
        /** The header is complete. Its contents are not checked. */
        WHOLE,
        /** The header is not complete yet. */
        PARTIAL,
        /** The buffer does not begin with a header. */
        NONE,
        /** The header is too long, or has an unknown version. */
        BAD
    }

    /** The longest header of version 1 in bytes, including CRLF. */
    static final int MAX_V1 = 107;

    /** The longest accepted header of version 2 in bytes. Balancers add certificate names, endpoints and checksums (TLVs). */
    static final int MAX_V2 = 2048;

    private static final byte[] V1 = {'P', 'R', 'O', 'X', 'Y', ' '};
    private static final byte[] V2 = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};
    private static final int VERSION_AT = V2.length;

    /** Offset of address family and transport in a header of version 2. */
    static final int FAMILY_AT = 13;

    /** Offset of the length of the variable part. */
    static final int LENGTH_AT = 14;

    /** Offset of the variable part. */
    static final int FIXED = 16;

    private static final ProxyHeaderFrame PARTIAL = new ProxyHeaderFrame(FrameResult.PARTIAL, 0);
    private static final ProxyHeaderFrame NONE = new ProxyHeaderFrame(FrameResult.NONE, 0);
    private static final ProxyHeaderFrame BAD = new ProxyHeaderFrame(FrameResult.BAD, 0);

    /** Finds the header at the beginning of {@code in}. Does not move its reader index. */
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
