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
 * A socket filter that drops new SYN packets to a listening socket, while handshakes in progress complete (docs/adr/0018). A client repeats
 * its SYN a second later, and then finds the port closed, or reaches another server. Without the filter, connections established between
 * the last accept and the close would be reset. The filter also affects other processes that listen on the same socket.
 */
final class SynFilter {
    private static final Logger LOG = Logger.getLogger(SynFilter.class);

    // From Linux' asm-generic/socket.h and linux/filter.h, for 64 bits. struct sock_fprog has the number of
    // instructions, six bytes of padding, and the address of the instructions.
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final int PROGRAM_LENGTH = 16;
    private static final int ADDRESS_OFFSET = 8;
    private static final RawUnixChannelOption ATTACH =
            new RawUnixChannelOption("SO_ATTACH_FILTER", SOL_SOCKET, SO_ATTACH_FILTER, PROGRAM_LENGTH);

    /** The fields of struct sock_filter: code, jump if true, jump if false, operand. A packet begins with the TCP header here. */
    private static final int[][] INSTRUCTIONS = {
        {0x30, 0, 0, 13}, // load the byte with the flags
        {0x45, 0, 1, 0x02}, // is SYN set?
        {0x06, 0, 0, 0}, // drop the packet
        {0x06, 0, 0, -1}, // keep the packet
    };

    private static final int INSTRUCTION_LENGTH = 8;

    private SynFilter() {}

    /** Attaches the filter. Returns false if the platform does not support it. */
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
            LOG.debug(new LogLine("the kernel does not accept the SYN filter").with("why", refused.getMessage()));
            return false;
        } finally {
            program.release();
        }
    }
}
