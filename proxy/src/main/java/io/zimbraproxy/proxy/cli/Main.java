package io.zimbraproxy.proxy.cli;

import io.quarkus.runtime.annotations.QuarkusMain;
import picocli.CommandLine;

/** The command line. A configuration that is wrong is refused here, before anything is started. */
@QuarkusMain
public final class Main {
    private Main() {}

    public static void main(String... args) {
        // Nobody needs a second handshake on a connection; it was used to keep servers busy. BoringSSL has none.
        System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
        System.exit(new CommandLine(new ProxyCommand()).execute(args));
    }
}
