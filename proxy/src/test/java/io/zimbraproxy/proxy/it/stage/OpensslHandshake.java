package io.zimbraproxy.proxy.it.stage;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The output of {@code openssl s_client} after a handshake. */
public record OpensslHandshake(String output) {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";

    /** Runs the client with these options until the server closes the connection, so that session tickets arrive. */
    public static OpensslHandshake at(TestSite site, TlsEndpoint endpoint, String host, String... options)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Program.require("openssl", "openssl").toString(),
                "s_client",
                "-ign_eof",
                "-connect",
                "127.0.0.1:" + endpoint.port(site),
                "-servername",
                host));
        command.addAll(endpoint.opensslOptions());
        command.addAll(List.of(options));
        String logout = endpoint.logout(host).replace("\r\n", "\\r\\n");
        String line = "printf '" + logout + "' | '" + String.join("' '", command) + "' 2>&1";
        return new OpensslHandshake(
                Program.run(site.folder(), List.of("sh", "-c", line)).output());
    }

    /** Runs the client with the session in a file, which an earlier handshake wrote. */
    public static OpensslHandshake again(TestSite site, TlsEndpoint endpoint, String host, String version, Path session)
            throws Exception {
        return at(site, endpoint, host, version, "-sess_in", session.toString());
    }

    public boolean isNew() {
        return output.contains("\nNew, TLSv1");
    }

    public boolean isResumed() {
        return output.contains("\nReused, TLSv1");
    }

    /** Returns the certificate of the server. */
    public X509Certificate certificate() throws Exception {
        int begin = output.indexOf(BEGIN);
        String pem = output.substring(begin, output.indexOf(END, begin) + END.length());
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }
}
