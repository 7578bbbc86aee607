package io.zimbraproxy.stub.mail;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.zimbraproxy.stub.config.Account;
import io.zimbraproxy.stub.fault.Endpoint;
import io.zimbraproxy.stub.fault.Fault;
import io.zimbraproxy.stub.fault.FaultStage;
import io.zimbraproxy.stub.net.EndpointSpec;
import io.zimbraproxy.stub.net.NetEndpoint;
import io.zimbraproxy.stub.net.StubRuntime;
import java.util.Optional;
import java.util.function.Supplier;

/** One mail port of a mailbox server, shared by all connections of the port. */
public final class MailServer {

    private final StubRuntime runtime;
    private final String target;
    private final Authenticator authenticator;
    private final Supplier<MailboxDialogue> dialogues;
    private final Backend backend;

    private MailServer(
            StubRuntime runtime,
            String target,
            Authenticator authenticator,
            Supplier<MailboxDialogue> dialogues,
            Backend backend) {
        this.runtime = runtime;
        this.target = target;
        this.authenticator = authenticator;
        this.dialogues = dialogues;
        this.backend = backend;
    }

    /**
     * Creates a port, not yet open.
     *
     * @param mailbox name of the mailbox server, whose accounts may log in
     * @param dialogues creates the dialogue of each connection
     * @param backend serves the clients after login
     */
    public static Endpoint endpoint(
            StubRuntime runtime,
            EndpointSpec spec,
            String mailbox,
            Supplier<MailboxDialogue> dialogues,
            Backend backend) {
        Authenticator authenticator = new Authenticator(runtime.directory(), mailbox);
        MailServer server = new MailServer(runtime, spec.target(), authenticator, dialogues, backend);
        return new NetEndpoint(runtime.vertx(), spec, socket -> new MailboxSession(server, socket).start());
    }

    StubRuntime runtime() {
        return runtime;
    }

    String target() {
        return target;
    }

    MailboxDialogue newDialogue() {
        return dialogues.get();
    }

    Optional<Fault> fault(FaultStage stage) {
        return runtime.faults().take(target, stage);
    }

    Optional<Account> authenticate(MailboxCredentials credentials) {
        return authenticator.authenticate(credentials);
    }

    void join(NetSocket client, Account account, String tag, Buffer early) {
        backend.join(client, account, tag, early);
    }
}
