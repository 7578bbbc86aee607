package io.zimbraproxy.stub.mail;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.fault.FaultStage;
import io.zimbraproxy.stub.journal.Field;
import io.zimbraproxy.stub.journal.JournalEntry;
import io.zimbraproxy.stub.net.RawConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One connection before login: drives the dialogue, plays the faults, hands over to the store. */
final class MailSession {

    private static final String GARBAGE = "\u0001\u0002 this is no mail server \u0000\r\n";
    private static final int READ_LINE = -1;

    private final MailServer server;
    private final NetSocket socket;
    private final Dialogue dialogue;
    private final InputBuffer input = new InputBuffer();
    /** Bytes of a literal to wait for, or {@link #READ_LINE}. */
    private int wanted = READ_LINE;
    /** True while an answer is held back or the connection belongs to somebody else. */
    private boolean held;

    MailSession(MailServer server, NetSocket socket) {
        this.server = server;
        this.socket = socket;
        this.dialogue = server.newDialogue();
    }

    void start() {
        socket.exceptionHandler(ignored -> socket.close());
        socket.handler(this::receive);
        Optional<Fault> fault = server.strike(FaultStage.ANSWER);
        journal("CONNECT", "", List.of(), outcome(fault, "OK"));
        answer(fault, "", dialogue.greeting(), () -> send(dialogue.greeting()));
    }

    private void receive(Buffer bytes) {
        input.append(bytes);
        if (input.isOverfull() && wanted == READ_LINE && !held) {
            socket.end(Buffer.buffer("* BAD line too long\r\n"));
            return;
        }
        advance();
    }

    private void advance() {
        while (!held) {
            Optional<String> next = wanted == READ_LINE ? input.line() : input.take(wanted);
            if (next.isEmpty()) {
                return;
            }
            boolean isLine = wanted == READ_LINE;
            wanted = READ_LINE;
            perform(isLine ? dialogue.line(next.get()) : dialogue.literal(next.get()));
        }
    }

    /** {@link Step.More} needs nothing: the next line is read anyway. */
    private void perform(Step step) {
        if (step instanceof Step.Reply reply) {
            send(reply.text());
        } else if (step instanceof Step.Literal literal) {
            send(literal.prompt());
            wanted = literal.length();
        } else if (step instanceof Step.Identify identify) {
            identify(identify);
        } else if (step instanceof Step.Login login) {
            login(login);
        } else if (step instanceof Step.Farewell farewell) {
            held = true;
            socket.end(bytes(farewell.text()));
        }
    }

    private void identify(Step.Identify step) {
        Optional<Fault> fault = server.strike(FaultStage.ID);
        journal(step.command(), step.subject(), step.fields(), outcome(fault, "OK"));
        answer(fault, step.tag(), step.text(), () -> send(step.text()));
    }

    private void login(Step.Login step) {
        Optional<Account> account = server.authenticate(step.credentials());
        Optional<Fault> fault = server.strike(FaultStage.LOGIN);
        Credentials credentials = step.credentials();
        List<Field> fields =
                List.of(new Field("authorization", credentials.authorization()), new Field("user", credentials.user()));
        journal(step.command(), credentials.account(), fields, outcome(fault, account.isPresent() ? "OK" : "NO"));
        answer(
                fault,
                step.tag(),
                "",
                () -> account.ifPresentOrElse(found -> join(found, step.tag()), () -> send(step.refusal())));
    }

    private void join(Account account, String tag) {
        held = true;
        socket.pause();
        socket.handler(null);
        server.join(socket, account, tag, input.rest());
    }

    /** Gives the right answer, or plays the fault. */
    private void answer(Optional<Fault> fault, String tag, String text, Runnable right) {
        if (fault.isEmpty()) {
            right.run();
            return;
        }
        switch (fault.get().kind()) {
            case SLOW -> later(fault.get().millis(), right);
            case HANG -> {
                held = true;
                socket.handler(ignored -> {});
            }
            case RESET -> {
                held = true;
                RawConnection.of(socket).reset();
            }
            case WRONG -> send(wrong(fault.get(), tag));
            case CLOSE_EARLY -> {
                held = true;
                socket.end(bytes(text.substring(0, text.length() / 2)));
            }
            case REFUSE, STATUS, OVERSIZED, MISSING_HEADER -> right.run();
        }
    }

    private static String wrong(Fault fault, String tag) {
        return fault.text().isEmpty() ? GARBAGE : fault.text().replace("{tag}", tag);
    }

    private void later(long millis, Runnable answer) {
        held = true;
        socket.pause();
        server.runtime().vertx().setTimer(millis, timer -> {
            held = false;
            socket.resume();
            answer.run();
            advance();
        });
    }

    private void send(String text) {
        if (!text.isEmpty()) {
            socket.write(bytes(text));
        }
    }

    private void journal(String action, String subject, List<Field> fields, String outcome) {
        server.runtime()
                .journal()
                .add(new JournalEntry(
                        Instant.now(),
                        server.target(),
                        socket.remoteAddress().toString(),
                        action,
                        subject,
                        fields,
                        outcome));
    }

    private static String outcome(Optional<Fault> fault, String otherwise) {
        return fault.map(present -> "fault " + present.kind().wireName()).orElse(otherwise);
    }

    private static Buffer bytes(String text) {
        return Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
