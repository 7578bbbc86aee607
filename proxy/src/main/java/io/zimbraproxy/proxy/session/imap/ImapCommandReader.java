package io.zimbraproxy.proxy.session.imap;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.session.LineReader;
import java.io.ByteArrayOutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects one IMAP command, which is one line, or several lines with literals between them (RFC 3501 section 4.3, RFC
 * 7888). The command is returned in one piece: the last CRLF is removed, and a literal is {@code {n}CRLF} and n bytes.
 */
final class ImapCommandReader {
    /** The result of one read. */
    enum CommandResult {
        /** The command is complete; {@link #take()} returns it. */
        COMPLETE,
        NEED_MORE,
        /** The client waits for a continuation request before it sends a literal. */
        CONTINUE,
        /**
         * The command is longer than allowed. Bytes that follow may belong to it, so they are not safe to read as
         * commands.
         */
        TOO_LONG,
        /** The literal is not accepted. The client still waits, so the next bytes are a command. */
        REFUSED_LITERAL,
        /**
         * The literal is not accepted, but the client does not wait: its bytes follow, and are not safe to read as
         * commands.
         */
        UNSTOPPABLE_LITERAL
    }

    /** The commands before the login whose arguments may be literals. */
    private static final Set<String> WITH_LITERALS = Set.of("LOGIN", "ID");

    /** Number of bytes that are kept of a command that is too long; enough for any tag. */
    private static final int MAX_BEGINNING = 64;

    private final int maxCommand;
    private final int maxLiteral;
    private final LineReader lines;
    private final ByteArrayOutputStream command = new ByteArrayOutputStream(128);
    private int literalLeft;

    /** Creates a reader with limits in bytes: for a whole command with its literals, and for one literal. */
    ImapCommandReader(int maxCommand, int maxLiteral) {
        this.maxCommand = maxCommand;
        this.maxLiteral = maxLiteral;
        lines = new LineReader(maxCommand);
    }

    /** Reads a line that is not a command, so it cannot announce a literal. */
    CommandResult readLine(ByteBuf in) {
        return switch (lines.find(in)) {
            case NEED_MORE -> CommandResult.NEED_MORE;
            case TOO_LONG -> tooLong(in);
            case LINE -> {
                command.writeBytes(lines.take(in));
                yield CommandResult.COMPLETE;
            }
        };
    }

    /** Reads the next command, or a part of it. */
    CommandResult read(ByteBuf in) {
        while (true) {
            if (literalLeft > 0) {
                int length = Math.min(literalLeft, in.readableBytes());
                byte[] part = new byte[length];
                in.readBytes(part);
                command.write(part, 0, length);
                literalLeft -= length;
                if (literalLeft > 0) {
                    return CommandResult.NEED_MORE;
                }
            }
            switch (lines.find(in)) {
                case NEED_MORE -> {
                    return command.size() + in.readableBytes() < maxCommand ? CommandResult.NEED_MORE : tooLong(in);
                }
                case TOO_LONG -> {
                    return tooLong(in);
                }
                case LINE -> {
                    int begin = in.readerIndex();
                    byte[] line = lines.take(in);
                    if (command.size() + in.readerIndex() - begin > maxCommand) {
                        return CommandResult.TOO_LONG;
                    }
                    command.write(line, 0, line.length);
                    Literal literal = Literal.atEndOf(line);
                    if (literal == null) {
                        return CommandResult.COMPLETE;
                    }
                    CommandResult result = begin(literal);
                    if (result != null) {
                        return result;
                    }
                }
            }
        }
    }

    /** Keeps the beginning of the command, because the reply needs its tag. */
    private CommandResult tooLong(ByteBuf in) {
        if (command.size() == 0) {
            byte[] beginning = new byte[Math.min(MAX_BEGINNING, in.readableBytes())];
            in.readBytes(beginning);
            command.writeBytes(beginning);
        }
        return CommandResult.TOO_LONG;
    }

    /** Prepares for the bytes of a literal; returns null if they follow without a continuation request. */
    private @Nullable CommandResult begin(Literal literal) {
        boolean accepted = acceptsLiterals()
                && literal.length() <= maxLiteral
                && command.size() + literal.length() + 2 <= maxCommand;
        if (!accepted) {
            return literal.synchronizing() ? CommandResult.REFUSED_LITERAL : CommandResult.UNSTOPPABLE_LITERAL;
        }
        command.write('\r');
        command.write('\n');
        literalLeft = literal.length();
        return literal.synchronizing() ? CommandResult.CONTINUE : null;
    }

    private boolean acceptsLiterals() {
        ImapScanner scanner = new ImapScanner(command.toByteArray());
        return scanner.tag() != null && WITH_LITERALS.contains(scanner.word());
    }

    /** Takes the collected command; the reader is ready for the next one. */
    byte[] take() {
        byte[] bytes = command.toByteArray();
        reset();
        return bytes;
    }

    /** Drops an incomplete command. */
    void reset() {
        command.reset();
        literalLeft = 0;
    }
}
