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

/** One connection before login: performs the dialogue's steps, shows faults, and passes the connection to the backend. */
final class MailboxSession {

    private static final String GARBAGE = "\u0001\u0002 this is no mail server \u0000\r\n";
    private static final int READ_LINE = -1;

    private final MailServer server;
    private final NetSocket socket;
    private final MailboxDialogue dialogue;
    private final InputBuffer input = new InputBuffer();
    /** Length of the expected literal, or {@link #READ_LINE}. */
    private int wanted = READ_LINE;
    /** True while a fault delays the reply, and when this session has given up the connection. */
    private boolean held;

    MailboxSession(MailServer server, NetSocket socket) {
        this.server = server;
        this.socket = socket;
        this.dialogue = server.newDialogue();
    }

    void start() {
        socket.exceptionHandler(ignored -> socket.close());
        socket.handler(this::receive);
        Optional<Fault> fault = server.fault(FaultStage.ANSWER);
        journal("CONNECT", "", List.of(), outcome(fault, "OK"));
        reply(fault, "", dialogue.greeting(), () -> send(dialogue.greeting()));
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

    /** Performs a step. {@link MailboxStep.More} needs no action: the session reads the next line anyway. */
    private void perform(MailboxStep step) {
        if (step instanceof MailboxStep.Reply reply) {
            send(reply.text());
        } else if (step instanceof MailboxStep.Literal literal) {
            send(literal.prompt());
            wanted = literal.length();
        } else if (step instanceof MailboxStep.Identify identify) {
            identify(identify);
        } else if (step instanceof MailboxStep.Login login) {
            login(login);
        } else if (step instanceof MailboxStep.Farewell farewell) {
            held = true;
            socket.end(bytes(farewell.text()));
        }
    }

    private void identify(MailboxStep.Identify step) {
        Optional<Fault> fault = server.fault(FaultStage.ID);
        journal(step.command(), step.subject(), step.fields(), outcome(fault, "OK"));
        reply(fault, step.tag(), step.text(), () -> send(step.text()));
    }

    private void login(MailboxStep.Login step) {
        Optional<Account> account = server.authenticate(step.credentials());
        Optional<Fault> fault = server.fault(FaultStage.LOGIN);
        MailboxCredentials credentials = step.credentials();
        List<Field> fields =
                List.of(new Field("authorization", credentials.authorization()), new Field("user", credentials.user()));
        journal(step.command(), credentials.account(), fields, outcome(fault, account.isPresent() ? "OK" : "NO"));
        reply(
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

    /** Sends the correct reply, or shows the fault. */
    private void reply(Optional<Fault> fault, String tag, String text, Runnable correct) {
        if (fault.isEmpty()) {
            correct.run();
            return;
        }
        switch (fault.get().kind()) {
            case SLOW -> later(fault.get().millis(), correct);
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
            case REFUSE, STATUS, OVERSIZED, MISSING_HEADER -> correct.run();
        }
    }

    private static String wrong(Fault fault, String tag) {
        return fault.text().isEmpty() ? GARBAGE : fault.text().replace("{tag}", tag);
    }

    private void later(long millis, Runnable reply) {
        held = true;
        socket.pause();
        server.runtime().vertx().setTimer(millis, timer -> {
            held = false;
            socket.resume();
            reply.run();
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
