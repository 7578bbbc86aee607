package io.zimbraproxy.proxy.it.reload;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.mail.bulk.BulkPattern;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A long-lived IMAP session: logged in, and either idle or reading a message in small pieces. It runs on its event loop.
 * Read the results after {@link #finish}.
 */
final class LongLivedSession {
    static final String USER = "standing@example.com";
    static final String PASSWORD = "secret-standing";

    private final NetSocket socket;
    private String line = "";
    private long literalAt;
    private long literalEnd;
    private long wrongBytes;
    private long rightBytes;
    private String expected;
    private Promise<String> response;
    private boolean closing;
    private boolean finishing;
    private Optional<String> broken = Optional.empty();

    private LongLivedSession(NetSocket socket) {
        this.socket = socket;
        socket.handler(this::received);
        socket.exceptionHandler(fault -> end(fault.toString()));
        socket.closeHandler(closed -> end("closed"));
    }

    /** TLS of a session. */
    enum Security {
        IMPLICIT,
        STARTTLS,
        NONE
    }

    /** Connects, logs in and selects the inbox. */
    static Future<LongLivedSession> open(NetClient client, int port, Security security) {
        SocketAddress address = SocketAddress.inetSocketAddress(port, "127.0.0.1");
        return client.connect(address, TestSite.HOST).compose(socket -> {
            LongLivedSession session = new LongLivedSession(socket);
            Future<String> ready = session.awaiting("* OK");
            Future<Void> secured =
                    switch (security) {
                        case IMPLICIT ->
                            socket.upgradeToSsl(TestSite.HOST)
                                    .compose(up -> ready)
                                    .mapEmpty();
                        case STARTTLS ->
                            ready.compose(greeted -> session.ask("t STARTTLS"))
                                    .compose(agreed -> socket.upgradeToSsl(TestSite.HOST));
                        case NONE -> ready.mapEmpty();
                    };
            return secured.compose(up -> session.ask("a LOGIN " + USER + " " + PASSWORD))
                    .compose(in -> session.ask("b SELECT INBOX"))
                    .map(session);
        });
    }

    private Future<String> ask(String command) {
        socket.write(command + "\r\n");
        return awaiting(command.substring(0, command.indexOf(' ')) + " OK");
    }

    private Future<String> awaiting(String beginning) {
        expected = beginning;
        response = Promise.promise();
        broken.ifPresent(how -> response.tryFail(how));
        return response.future();
    }

    private void received(Buffer bytes) {
        int at = 0;
        while (at < bytes.length()) {
            at = literalAt < literalEnd ? literal(bytes, at) : text(bytes, at);
        }
    }

    /** Compares bytes of a literal with the message in the mailbox. Returns the index after them. */
    private int literal(Buffer bytes, int at) {
        int count = (int) Math.min(bytes.length() - at, literalEnd - literalAt);
        if (Arrays.equals(bytes.getBytes(at, at + count), BulkPattern.bytes(literalAt, count))) {
            rightBytes += count;
        } else {
            wrongBytes += count;
        }
        literalAt += count;
        return at + count;
    }

    /** Adds bytes to the current line, up to its end. Returns the index after them. */
    private int text(Buffer bytes, int at) {
        int end = at;
        while (end < bytes.length() && bytes.getByte(end) != '\n') {
            end++;
        }
        boolean whole = end < bytes.length();
        line += new String(bytes.getBytes(at, end), StandardCharsets.ISO_8859_1);
        if (whole) {
            String complete = line.stripTrailing();
            line = "";
            lineReceived(complete);
        }
        return whole ? end + 1 : end;
    }

    private void lineReceived(String complete) {
        if (complete.endsWith("}")) {
            literalAt = 0;
            literalEnd = Long.parseLong(complete.substring(complete.indexOf('{') + 1, complete.length() - 1));
        } else if (complete.startsWith(expected)) {
            response.tryComplete(complete);
        } else if (!complete.startsWith("* ") && !complete.startsWith(")")) {
            response.tryFail("instead of " + expected + ": " + complete);
        }
    }

    private void end(String how) {
        if (!closing && broken.isEmpty()) {
            broken = Optional.of(how);
            response.tryFail(how);
        }
    }

    /** Fetches the message again and again, and reads only in {@link #takePiece}. */
    void readSlowly() {
        socket.pause();
        fetch();
    }

    private void fetch() {
        ask("f FETCH 1 BODY.PEEK[]").onSuccess(whole -> {
            if (!finishing) {
                fetch();
            }
        });
    }

    /** Reads one buffer. */
    void takePiece() {
        if (!finishing) {
            socket.fetch(1);
        }
    }

    /** Reads the current message to its end, if there is one, and sends NOOP to check the session. */
    Future<Void> finish() {
        finishing = true;
        socket.resume();
        Future<String> whole = expected.startsWith("f ") ? response.future() : Future.succeededFuture();
        return whole.compose(read -> ask("n NOOP"))
                .onComplete(done -> closing = true)
                .mapEmpty();
    }

    void close() {
        closing = true;
        socket.close();
    }

    /** Returns how the peer ended the session, or empty. */
    Optional<String> broken() {
        return broken;
    }

    long rightBytes() {
        return rightBytes;
    }

    long wrongBytes() {
        return wrongBytes;
    }
}
