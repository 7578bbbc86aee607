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
 * An IMAP session that stays: logged in, and idle or in the middle of a message that it reads in small pieces. Everything
 * happens on its event loop; what it has seen may be read when it is through.
 */
final class StandingSession {
    static final String USER = "standing@example.com";
    static final String PASSWORD = "secret-standing";

    private final NetSocket socket;
    private String line = "";
    private long literalAt;
    private long literalEnd;
    private long wrongBytes;
    private long rightBytes;
    private String awaited;
    private Promise<String> answer;
    private boolean leaving;
    private boolean finishing;
    private Optional<String> cut = Optional.empty();

    private StandingSession(NetSocket socket) {
        this.socket = socket;
        socket.handler(this::received);
        socket.exceptionHandler(fault -> end(fault.toString()));
        socket.closeHandler(closed -> end("closed"));
    }

    /** How a session comes by TLS. */
    enum Security {
        IMPLICIT,
        STARTTLS,
        NONE
    }

    /** Connects, and logs in. */
    static Future<StandingSession> open(NetClient client, int port, Security security) {
        SocketAddress address = SocketAddress.inetSocketAddress(port, "127.0.0.1");
        return client.connect(address, TestSite.HOST).compose(socket -> {
            StandingSession session = new StandingSession(socket);
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
        awaited = beginning;
        answer = Promise.promise();
        cut.ifPresent(how -> answer.tryFail(how));
        return answer.future();
    }

    private void received(Buffer bytes) {
        int at = 0;
        while (at < bytes.length()) {
            at = literalAt < literalEnd ? literal(bytes, at) : text(bytes, at);
        }
    }

    /** Compares with what the mailbox has. */
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
            heard(complete);
        }
        return whole ? end + 1 : end;
    }

    private void heard(String complete) {
        if (complete.endsWith("}")) {
            literalAt = 0;
            literalEnd = Long.parseLong(complete.substring(complete.indexOf('{') + 1, complete.length() - 1));
        } else if (complete.startsWith(awaited)) {
            answer.tryComplete(complete);
        } else if (!complete.startsWith("* ") && !complete.startsWith(")")) {
            answer.tryFail("instead of " + awaited + ": " + complete);
        }
    }

    private void end(String how) {
        if (!leaving && cut.isEmpty()) {
            cut = Optional.of(how);
            answer.tryFail(how);
        }
    }

    /** Fetches the message again and again; from now on it takes a piece only when told so. */
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

    /** Takes one piece of what has come. */
    void takePiece() {
        if (!finishing) {
            socket.fetch(1);
        }
    }

    /** Reads a message to its end, if it is in one, and asks whether the session is still there. */
    Future<Void> finish() {
        finishing = true;
        socket.resume();
        Future<String> whole = awaited.startsWith("f ") ? answer.future() : Future.succeededFuture();
        return whole.compose(read -> ask("n NOOP"))
                .onComplete(done -> leaving = true)
                .mapEmpty();
    }

    void close() {
        leaving = true;
        socket.close();
    }

    /** How the session was ended by somebody else. */
    Optional<String> cut() {
        return cut;
    }

    long rightBytes() {
        return rightBytes;
    }

    long wrongBytes() {
        return wrongBytes;
    }
}
