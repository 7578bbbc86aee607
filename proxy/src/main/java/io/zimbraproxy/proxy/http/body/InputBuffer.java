package io.zimbraproxy.proxy.http.body;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.ByteToMessageDecoder;

/** The bytes of a connection that are received but not parsed yet. */
public final class InputBuffer {
    private ByteBuf bytes = Unpooled.EMPTY_BUFFER;

    /** Appends bytes and takes ownership of them. */
    public void append(ByteBufAllocator allocator, ByteBuf received) {
        bytes = bytes.isReadable()
                ? ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(allocator, bytes, received)
                : received;
    }

    /** Returns the unread bytes, to be read in place. The buffer stays the owner. */
    public ByteBuf bytes() {
        return bytes;
    }

    /** Reads bytes into a new array. */
    public byte[] read(int length) {
        byte[] copy = new byte[length];
        bytes.readBytes(copy);
        return copy;
    }

    public boolean isEmpty() {
        return !bytes.isReadable();
    }

    public int length() {
        return bytes.readableBytes();
    }

    /** Returns the unread bytes and gives up their ownership. */
    public ByteBuf take() {
        ByteBuf unread = bytes;
        bytes = Unpooled.EMPTY_BUFFER;
        return unread;
    }

    /** Frees the memory if all bytes were read. An empty buffer must be freed before the next bytes are appended. */
    public void freeIfEmpty() {
        if (isEmpty()) {
            free();
        }
    }

    /** Frees the memory; unread bytes are lost. */
    public void free() {
        bytes.release();
        bytes = Unpooled.EMPTY_BUFFER;
    }
}
