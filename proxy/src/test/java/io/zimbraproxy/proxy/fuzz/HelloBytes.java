package io.zimbraproxy.proxy.fuzz;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/** Bodies of ClientHello messages (RFC 8446 section 4.1.2): from Java, assembled, or with faults. */
public final class HelloBytes {
    private static final int RECORD_AND_TYPE = 5 + 4;

    /** Types of extensions that the parser reads, and some others. */
    private static final List<Integer> TYPES = List.of(0, 10, 13, 16, 43, 0, 10, 13, 16, 43, 5, 11, 21, 51, 65_281);

    private final StringBuilder extensions = new StringBuilder();

    /** Returns the ClientHello of Java. Null leaves the server name or the ALPN protocol out. */
    public static byte[] ofJava(String version, String name, String protocol)
            throws GeneralSecurityException, SSLException {
        SSLEngine engine = SSLContext.getDefault().createSSLEngine();
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setProtocols(new String[] {version});
        if (name != null) {
            parameters.setServerNames(List.of(new SNIHostName(name)));
        }
        if (protocol != null) {
            parameters.setApplicationProtocols(new String[] {protocol});
        }
        engine.setSSLParameters(parameters);
        ByteBuffer out = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), out);
        return Arrays.copyOfRange(out.array(), RECORD_AND_TYPE, out.position());
    }

    /** Adds an extension. */
    public HelloBytes extension(int type, String content) {
        extensions.append(number(type)).append(list(content));
        return this;
    }

    /** Returns a text preceded by its length in two bytes. */
    public static String list(String content) {
        return number(content.length()) + content;
    }

    private static String number(int value) {
        return "" + (char) (value >> 8 & 0xff) + (char) (value & 0xff);
    }

    /** Returns the message with version, random, no session, one suite, no compression, and the extensions. */
    public byte[] bytes() {
        return Dice.bytes("\3\3" + "r".repeat(32) + "\0" + list("\u00c0+") + "\1\0"
                + (extensions.isEmpty() ? "" : list(extensions.toString())));
    }

    /** Returns a valid message, one with faults, or noise. */
    public static byte[] any(Dice dice) {
        if (dice.onceIn(8)) {
            return dice.noise(400);
        }
        HelloBytes hello = new HelloBytes();
        for (int more = dice.below(6); more > 0; more--) {
            hello.extension(dice.oneOf(TYPES), content(dice));
        }
        byte[] bytes = hello.bytes();
        return dice.onceIn(3) ? bytes : Dice.bytes(dice.faulty(Dice.text(bytes)));
    }

    private static String content(Dice dice) {
        return switch (dice.below(7)) {
            case 0 -> list("\0" + list("mail" + dice.below(9) + ".example.com"));
            case 1 -> list("\0" + list(Dice.text(dice.noise(300))));
            case 2 -> list("\2h2\4imap");
            case 3 -> list("\0\27\0\30\4\3\5\3");
            case 4 -> "\4\3\4\3\3";
            case 5 -> list(Dice.text(dice.noise(60)));
            default -> Dice.text(dice.noise(60));
        };
    }
}
