package io.zimbraproxy.proxy.listener;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.unix.RawUnixChannelOption;
import io.zimbraproxy.proxy.observe.LogLine;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jboss.logging.Logger;

/**
 * Has the kernel drop what asks a listening socket for another connection, while handshakes under way come to their end. A client
 * asks again a second later, and finds a closed port then, or another server's; without this, those that came between the last
 * look and the close would be reset though they are connected. It is a filter of the socket, so other processes that listen at the
 * same one have it, too.
 */
final class SynFilter {
    private static final Logger LOG = Logger.getLogger(SynFilter.class);

    // From Linux' asm-generic/socket.h and linux/filter.h, for 64 bits. struct sock_fprog has the number of
    // instructions and, after six bytes of nothing, where they are.
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int PROGRAM_LENGTH = 16;
    private static final int ADDRESS_OFFSET = 8;
    private static final RawUnixChannelOption ATTACH =
            new RawUnixChannelOption("SO_ATTACH_FILTER", SOL_SOCKET, SO_ATTACH_FILTER, PROGRAM_LENGTH);

    /** Each as struct sock_filter: code, where to if so, where to if not, operand. A packet begins with the TCP header here. */
    private static final int[][] INSTRUCTIONS = {
        {0x30, 0, 0, 13}, // load the byte with the flags
        {0x45, 0, 1, 0x02}, // SYN?
        {0x06, 0, 0, 0}, // keep nothing of it
        {0x06, 0, 0, -1}, // keep all of it
    };

    private static final int INSTRUCTION_LENGTH = 8;

    private SynFilter() {}

    /** False where that is not possible: then connections are taken to the end. */
    static boolean attach(Channel socket) {
        if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
            return false;
        }
        ByteBuf program = Unpooled.directBuffer(INSTRUCTIONS.length * INSTRUCTION_LENGTH);
        try {
            if (!program.hasMemoryAddress()) {
                return false;
            }
            for (int[] instruction : INSTRUCTIONS) {
                program.writeShortLE(instruction[0]);
                program.writeByte(instruction[1]);
                program.writeByte(instruction[2]);
                program.writeIntLE(instruction[3]);
            }
            ByteBuffer option = ByteBuffer.allocateDirect(PROGRAM_LENGTH).order(ByteOrder.LITTLE_ENDIAN);
            option.putShort(0, (short) INSTRUCTIONS.length);
            option.putLong(ADDRESS_OFFSET, program.memoryAddress());
            return socket.config().setOption(ATTACH, option);
        } catch (ChannelException refused) {
            LOG.debug(new LogLine("the kernel takes no filter").with("why", refused.getMessage()));
            return false;
        } finally {
            program.release();
        }
    }
}
