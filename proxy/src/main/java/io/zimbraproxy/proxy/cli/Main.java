package io.zimbraproxy.proxy.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/** The command line. It refuses a wrong configuration before anything is started. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        // Attackers use renegotiation to keep servers busy; no client needs it. BoringSSL does not allow it at all.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        System.exit(new CommandLine(new ProxyCommand()).execute(args));
    }
}
