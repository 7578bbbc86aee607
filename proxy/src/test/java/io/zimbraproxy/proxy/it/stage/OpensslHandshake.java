package io.zimbraproxy.proxy.it.stage;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** A handshake of {@code openssl s_client}, and what it says of it. */
public record OpensslHandshake(String output) {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    /** With these options; the client stays until the server has said all. */
    public static OpensslHandshake at(TestSite site, TlsEndpoint door, String host, String... options)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Program.require("openssl", "openssl").toString(),
                "s_client",
                "-ign_eof",
                "-connect",
                "127.0.0.1:" + door.port(site),
                "-servername",
                host));
        command.addAll(door.opensslOptions());
        command.addAll(List.of(options));
        String farewell = door.farewell(host).replace("\r\n", "\\r\\n");
        String line = "printf '" + farewell + "' | '" + String.join("' '", command) + "' 2>&1";
        return new OpensslHandshake(
                Program.run(site.folder(), List.of("sh", "-c", line)).output());
    }

    /** The same with the session that another one kept there. */
    public static OpensslHandshake again(TestSite site, TlsEndpoint door, String host, String version, Path session)
            throws Exception {
        return at(site, door, host, version, "-sess_in", session.toString());
    }

    public boolean isNew() {
        return output.contains("\nNew, TLSv1");
    }

    public boolean isResumed() {
        return output.contains("\nReused, TLSv1");
    }

    /** The server's own certificate. */
    public X509Certificate certificate() throws Exception {
        int begin = output.indexOf(BEGIN);
        String pem = output.substring(begin, output.indexOf(END, begin) + END.length());
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
