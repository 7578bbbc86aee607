package io.zimbraproxy.stub.mail;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.fault.Endpoint;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.fault.FaultStage;
import io.zimbraproxy.stub.net.NetEndpoint;
import io.zimbraproxy.stub.net.Place;
import io.zimbraproxy.stub.net.StubRuntime;
import java.util.Optional;
import java.util.function.Supplier;

/** One mail port of a mailbox server: what the connections of the port have in common. */
public final class MailServer {

    private final StubRuntime runtime;
    private final String target;
    private final Authenticator authenticator;
    private final Supplier<Dialogue> dialogues;
    private final Backend backend;

    private MailServer(
            StubRuntime runtime,
            String target,
            Authenticator authenticator,
            Supplier<Dialogue> dialogues,
            Backend backend) {
        this.runtime = runtime;
        this.target = target;
        this.authenticator = authenticator;
        this.dialogues = dialogues;
        this.backend = backend;
    }

    /**
     * One port, not yet open.
     *
     * @param mailbox name of the mailbox server, whose accounts may log in
     * @param dialogues makes the dialogue of each connection
     * @param backend serves a client after login
     */
    public static Endpoint endpoint(
            StubRuntime runtime, Place place, String mailbox, Supplier<Dialogue> dialogues, Backend backend) {
        Authenticator authenticator = new Authenticator(runtime.directory(), mailbox);
        MailServer server = new MailServer(runtime, place.target(), authenticator, dialogues, backend);
        return new NetEndpoint(runtime.vertx(), place, socket -> new MailSession(server, socket).start());
    }

    StubRuntime runtime() {
        return runtime;
    }

    String target() {
        return target;
    }

    Dialogue newDialogue() {
        return dialogues.get();
    }

    Optional<Fault> strike(FaultStage stage) {
        return runtime.faults().strike(target, stage);
    }

    Optional<Account> authenticate(Credentials credentials) {
        return authenticator.authenticate(credentials);
    }

    void join(NetSocket client, Account account, String tag, Buffer early) {
        backend.join(client, account, tag, early);
    }
}
