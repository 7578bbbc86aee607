package io.zimbraproxy.proxy.session.imap;

import io.netty.buffer.ByteBuf;
import io.zimbraproxy.proxy.session.LineReader;
import java.io.ByteArrayOutputStream;
import java.util.Set;

/**
 * Collects one IMAP command, which is a line, or several with literals between them (RFC 3501 section 4.3, RFC 7888).
 * The command comes out in one piece: lines without their last CRLF, literals as {@code {n}CRLF} and n bytes.
 */
final class ImapCommandReader {
    enum CommandResult {
        /** The command is complete: {@link #take()} it. */
        COMPLETE,
        NEED_MORE,
        /** The client waits for a go-ahead before it sends a literal. */
        CONTINUE,
        /** The command is longer than allowed, or its literal is, and what follows cannot be told from commands. */
        TOO_LONG,
        /** A literal is announced that is not taken; the client still waits, so the next bytes are a command. */
        REFUSED_LITERAL,
        /** The same, but the literal's bytes follow: nothing after this can be trusted to be a command. */
        UNSTOPPABLE_LITERAL
    }

    /** The commands whose arguments may be literals before login. */
    private static final Set<String> WITH_LITERALS = Set.of("LOGIN", "ID");

    /** Enough for any tag. */
    private static final int MAX_BEGINNING = 64;

    private final int maxCommand;
    private final int maxLiteral;
    private final LineReader lines;
    private final ByteArrayOutputStream command = new ByteArrayOutputStream(128);
    private int literalLeft;

    /** Bounds in bytes: of a whole command with its literals, and of one literal. */
    ImapCommandReader(int maxCommand, int maxLiteral) {
        this.maxCommand = maxCommand;
        this.maxLiteral = maxLiteral;
        lines = new LineReader(maxCommand);
    }

    /** Reads a line of a SASL exchange, in which a literal cannot be announced. */
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
                    CommandResult outcome = begin(literal);
                    if (outcome != null) {
                        return outcome;
                    }
                }
            }
        }
    }

    /** The answer needs the tag. */
    private CommandResult tooLong(ByteBuf in) {
        if (command.size() == 0) {
            byte[] beginning = new byte[Math.min(MAX_BEGINNING, in.readableBytes())];
            in.readBytes(beginning);
            command.writeBytes(beginning);
        }
        return CommandResult.TOO_LONG;
    }

    /** Makes ready for a literal's bytes; null when reading just goes on. */
    private CommandResult begin(Literal literal) {
        boolean taken = takesLiterals()
                && literal.length() <= maxLiteral
                && command.size() + literal.length() + 2 <= maxCommand;
        if (!taken) {
            return literal.synchronizing() ? CommandResult.REFUSED_LITERAL : CommandResult.UNSTOPPABLE_LITERAL;
        }
        command.write('\r');
        command.write('\n');
        literalLeft = literal.length();
        return literal.synchronizing() ? CommandResult.CONTINUE : null;
    }

    private boolean takesLiterals() {
        ImapScanner scanner = new ImapScanner(command.toByteArray());
        return scanner.tag() != null && WITH_LITERALS.contains(scanner.word());
    }

    /** The command collected; the reader is ready for the next one. */
    byte[] take() {
        byte[] bytes = command.toByteArray();
        reset();
        return bytes;
    }

    /** Forgets the command begun. */
    void reset() {
        command.reset();
        literalLeft = 0;
    }
}
