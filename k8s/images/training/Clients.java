import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Mail and web clients; each method runs one session of the demo user. */
final class Clients {
    private static final String USER = "alice@example.com";
    private static final String PASSWORD = "secret-alice";

    private final Site site;
    private final SSLContext tls;

    Clients(Site site) throws GeneralSecurityException {
        this.site = site;
        this.tls = SSLContext.getInstance("TLS");
        tls.init(null, new TrustManager[] {new TrustAll()}, null);
    }

    /** Logs in over IMAPS, and upgrades an IMAP connection with STARTTLS. */
    void imap() throws IOException {
        try (Socket plain = new Socket(Site.HOST, site.port("imap"))) {
            talk(plain, List.of("a STARTTLS"), "* OK", "a OK");
            try (Socket encrypted = tls.getSocketFactory().createSocket(plain, Site.HOST, plain.getPort(), true)) {
                talk(encrypted, List.of("b CAPABILITY"), "b OK");
            }
        }
        try (Socket socket = open("imaps")) {
            talk(socket, List.of("a LOGIN " + USER + " " + PASSWORD, "b SELECT INBOX", "c LOGOUT"), "* OK", "a OK", "b OK", "c OK");
        }
    }

    void pop3() throws IOException {
        try (Socket socket = open("pop3s")) {
            talk(socket, List.of("USER " + USER, "PASS " + PASSWORD, "STAT", "QUIT"), "+OK", "+OK", "+OK", "+OK", "+OK");
        }
    }

    /** Logs in over IMAP and POP3 without TLS. */
    void plain() throws IOException {
        try (Socket socket = new Socket(Site.HOST, site.port("imap"))) {
            talk(socket, List.of("a LOGIN " + USER + " " + PASSWORD, "b NOOP", "c LOGOUT"), "* OK", "a OK", "b OK", "c OK");
        }
        try (Socket socket = new Socket(Site.HOST, site.port("pop3"))) {
            talk(socket, List.of("USER " + USER, "PASS " + PASSWORD, "QUIT"), "+OK", "+OK", "+OK", "+OK");
        }
    }

    /** Requests a page with HTTP/1.1 and with HTTP/2. */
    void web() throws IOException, InterruptedException {
        for (HttpClient.Version version : HttpClient.Version.values()) {
            if (version.name().equals("HTTP_1_1") || version.name().equals("HTTP_2")) {
                web(version);
            }
        }
    }

    private void web(HttpClient.Version version) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder().sslContext(tls).version(version).build()) {
            URI uri = URI.create("https://" + Site.HOST + ":" + site.port("https") + "/home/" + USER + "/");
            int status = client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).statusCode();
            if (status != 200) {
                throw new IOException(uri + ": status " + status);
            }
        }
    }

    private Socket open(String listener) throws IOException {
        return tls.getSocketFactory().createSocket(Site.HOST, site.port(listener));
    }

    /** Sends the lines in turn, and waits after each until a received line starts with the expected text. */
    private static void talk(Socket socket, List<String> lines, String... expected) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        int said = lines.size() - expected.length;
        for (String words : expected) {
            if (said >= 0) {
                socket.getOutputStream().write((lines.get(said) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            }
            said++;
            await(in, words);
        }
    }

    private static void await(BufferedReader in, String words) throws IOException {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(words)) {
                return;
            }
        }
        throw new IOException("connection closed before " + words);
    }

    /** Trusts all certificates, because the training site is local and temporary. */
    private static final class TrustAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
