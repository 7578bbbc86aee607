package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.tls.CertificateAuthority;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A TCP client that sends text and reads lines. With TLS, it verifies the certificate for the requested server name. */
public final class LineClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final CertificateAuthority authority;
    private Socket socket;
    private InputStream in;

    private LineClient(Socket socket, CertificateAuthority authority) throws IOException {
        this.authority = authority;
        this.socket = socket;
        in = new BufferedInputStream(socket.getInputStream());
    }

    public static LineClient connect(int port, CertificateAuthority authority) throws IOException {
        return connect(InetAddress.getLoopbackAddress(), port, authority);
    }

    /** Connects to an address of this machine. */
    public static LineClient connectTo(InetSocketAddress address, CertificateAuthority authority) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(address, TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return new LineClient(socket, authority);
    }

    /** Connects to a loopback port, from this source address. */
    public static LineClient connect(InetAddress from, int port, CertificateAuthority authority) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(from, 0));
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return new LineClient(socket, authority);
    }

    /** Starts TLS. The certificate must be for this host. Without versions, the client offers the defaults of Java. */
    public LineClient startTls(String host, String... versions) throws Exception {
        SSLSocket tls =
                (SSLSocket) trusting(authority).getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        SSLParameters parameters = tls.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(host)));
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        if (versions.length > 0) {
            parameters.setProtocols(versions);
        }
        tls.setSSLParameters(parameters);
        tls.startHandshake();
        socket = tls;
        in = new BufferedInputStream(tls.getInputStream());
        return this;
    }

    /** Returns a TLS context that trusts this authority only. */
    public static SSLContext trusting(CertificateAuthority authority) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("ca", authority.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** The certificate of the server. */
    public X509Certificate certificate() throws Exception {
        return (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
    }

    /** The port of the client. */
    public int port() {
        return socket.getLocalPort();
    }

    /** The cipher suite of the connection. */
    public String cipher() {
        return ((SSLSocket) socket).getSession().getCipherSuite();
    }

    /** Sends text, one byte per character. */
    public LineClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public LineClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Sends a line and reads one line. */
    public String ask(String line) throws IOException {
        return send(line + "\r\n").line();
    }

    /** Reads the next line, without its end. Returns null at the end of the stream. */
    public String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(b);
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.ISO_8859_1);
    }

    /** Reads up to and including the line with this beginning. Returns all lines, each followed by LF. */
    public String until(String beginning) throws IOException {
        StringBuilder lines = new StringBuilder();
        while (true) {
            String line = line();
            if (line == null) {
                throw new EOFException("no line that begins with " + beginning + " after:\n" + lines);
            }
            lines.append(line).append('\n');
            if (line.startsWith(beginning)) {
                return lines.toString();
            }
        }
    }

    /** Reads everything up to the end of the stream. */
    public String rest() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    public InputStream in() {
        return in;
    }

    /** Closes the sending direction of the connection. */
    public void endOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** Lets reads wait without a time limit. */
    public void waitForGood() throws IOException {
        socket.setSoTimeout(0);
    }
}
