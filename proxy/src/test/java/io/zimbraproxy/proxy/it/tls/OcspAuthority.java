package io.zimbraproxy.proxy.it.tls;

import io.zimbraproxy.proxy.it.stage.Program;
import io.zimbraproxy.proxy.it.stage.TestSite;
import io.zimbraproxy.stub.net.FreePorts;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A certificate authority made with openssl. Its OCSP responder is also openssl and has its own certificate. */
final class OcspAuthority implements AutoCloseable {
    private static final String SERIAL = "1001";
    private static final String NAME = "/CN=" + TestSite.HOST;

    private final Path folder;
    private final int port = FreePorts.take();
    private Process server;

    /** Creates the authority in the folder, without a responder. */
    OcspAuthority(Path folder) throws Exception {
        this.folder = Files.createDirectories(folder);
        Program.require("openssl", "openssl");
        key("ca");
        openssl("req -x509 -new -key ca.key -subj '/CN=Stapled CA' -days 2 -out ca.crt");
        issue("ocsp", "/CN=Responder", "1000", "extendedKeyUsage=OCSPSigning");
    }

    /** Issues a certificate for the site's host and writes its chain and key to the folder of a Secret. */
    void write(Path secret) throws Exception {
        issue(
                "server",
                NAME,
                SERIAL,
                "subjectAltName=DNS:" + TestSite.HOST + "\nauthorityInfoAccess=OCSP;URI:http://127.0.0.1:" + port);
        Files.createDirectories(secret);
        Files.writeString(secret.resolve("tls.crt"), read("server.crt") + read("ca.crt"));
        Files.copy(folder.resolve("server.key"), secret.resolve("tls.key"));
    }

    private void key(String name) throws Exception {
        openssl("ecparam -name prime256v1 -genkey -noout -out " + name + ".key");
    }

    private void issue(String name, String subject, String serial, String extensions) throws Exception {
        key(name);
        Files.writeString(folder.resolve(name + ".ext"), extensions + "\n");
        openssl("req -new -key " + name + ".key -subj '" + subject + "' -out " + name + ".csr");
        openssl("x509 -req -in " + name + ".csr -CA ca.crt -CAkey ca.key -set_serial 0x" + serial + " -days 2 -extfile "
                + name + ".ext -out " + name + ".crt");
    }

    private void openssl(String arguments) throws Exception {
        Program.run(folder, List.of("sh", "-c", "openssl " + arguments)).requireSuccess();
    }

    private String read(String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    Path certificate() {
        return folder.resolve("ca.crt");
    }

    /** Starts a responder that reports the certificate as good. */
    void good() throws Exception {
        serve("V\t401231235959Z\t\t" + SERIAL + "\tunknown\t" + NAME + "\n");
    }

    /** Starts a responder that reports the certificate as revoked. */
    void revoked() throws Exception {
        serve("R\t401231235959Z\t250101000000Z\t" + SERIAL + "\tunknown\t" + NAME + "\n");
    }

    private void serve(String index) throws Exception {
        close();
        Files.writeString(folder.resolve("index.txt"), index);
        // openssl reads the index only at its start.
        server = new ProcessBuilder(("openssl ocsp -ignore_err -ndays 1 -index index.txt -CA ca.crt -rsigner ocsp.crt"
                                + " -rkey ocsp.key -port " + port)
                        .split(" ", -1))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        awaitListening();
    }

    /** Waits for openssl's message. A test connection would block it for ever, because it waits for a request. */
    private void awaitListening() throws IOException {
        BufferedReader lines = server.inputReader(StandardCharsets.UTF_8);
        StringBuilder output = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            output.append(line).append('\n');
            if (line.startsWith("ACCEPT")) {
                return;
            }
        }
        throw new IllegalStateException("openssl ocsp does not listen:\n" + output);
    }

    @Override
    public void close() {
        if (server != null) {
            server.destroyForcibly().onExit().join();
        }
    }
}
