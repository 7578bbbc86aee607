package io.zimbraproxy.proxy.tls;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a ClientHello (RFC 8446 section 4.1.2) that decide certificate and TLS context. All other checks are left to the TLS
 * engine.
 */
final class ClientHello {
    private static final int VERSION_AND_RANDOM = 2 + 32;
    private static final int SERVER_NAME = 0;
    private static final int SUPPORTED_GROUPS = 10;
    private static final int SIGNATURE_ALGORITHMS = 13;
    private static final int ALPN = 16;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int TLS_1_3 = 0x0304;
    private static final int MAX_NAME = 255;
    private static final int MAX_PROTOCOLS = 32;

    /** Suites of TLS 1.2 with ECDHE and ECDSA. */
    private static final Set<Integer> ECDSA_SUITES =
            Set.of(0xC02B, 0xC02C, 0xCCA9, 0xC0AC, 0xC0AD, 0xC023, 0xC024, 0xC009, 0xC00A);

    private @Nullable String serverName;
    private boolean tls13;
    private boolean ecdsaSuite;
    private final Set<Integer> groups = new TreeSet<>();
    private final Set<Integer> signatures = new TreeSet<>();
    private final List<String> protocols = new ArrayList<>();

    private ClientHello() {}

    /** Reads the body of the message. Malformed fields are absent in the result. */
    static ClientHello of(@Nullable ByteBuf body) {
        ClientHello hello = new ClientHello();
        if (body != null) {
            ByteBuf in = body.slice();
            try {
                hello.read(in);
            } catch (IndexOutOfBoundsException malformed) {
                // The TLS engine refuses the message with the alert of the protocol.
                return hello;
            }
        }
        return hello;
    }

    private void read(ByteBuf in) {
        in.skipBytes(VERSION_AND_RANDOM);
        in.skipBytes(in.readUnsignedByte());
        ByteBuf suites = in.readSlice(in.readUnsignedShort());
        while (suites.isReadable()) {
            ecdsaSuite |= ECDSA_SUITES.contains(suites.readUnsignedShort());
        }
        in.skipBytes(in.readUnsignedByte());
        if (!in.isReadable()) {
            return;
        }
        ByteBuf extensions = in.readSlice(in.readUnsignedShort());
        while (extensions.isReadable()) {
            int type = extensions.readUnsignedShort();
            extension(type, extensions.readSlice(extensions.readUnsignedShort()));
        }
    }

    private void extension(int type, ByteBuf in) {
        switch (type) {
            case SERVER_NAME -> serverName = name(in.readSlice(in.readUnsignedShort()));
            case SUPPORTED_GROUPS -> numbers(in.readSlice(in.readUnsignedShort()), groups);
            case SIGNATURE_ALGORITHMS -> numbers(in.readSlice(in.readUnsignedShort()), signatures);
            case ALPN -> names(in.readSlice(in.readUnsignedShort()));
            case SUPPORTED_VERSIONS -> {
                Set<Integer> versions = new TreeSet<>();
                numbers(in.readSlice(in.readUnsignedByte()), versions);
                tls13 = versions.contains(TLS_1_3);
            }
            default -> {
                // All other extensions are for the TLS engine.
            }
        }
    }

    private static void numbers(ByteBuf in, Set<Integer> into) {
        while (in.isReadable()) {
            into.add(in.readUnsignedShort());
        }
    }

    private void names(ByteBuf in) {
        while (in.isReadable() && protocols.size() < MAX_PROTOCOLS) {
            protocols.add(in.readCharSequence(in.readUnsignedByte(), StandardCharsets.ISO_8859_1)
                    .toString());
        }
    }

    /** Returns null for an invalid name, because clients send what their users typed. */
    private static @Nullable String name(ByteBuf list) {
        if (list.readUnsignedByte() != 0) {
            return null;
        }
        int length = list.readUnsignedShort();
        if (length == 0 || length > MAX_NAME) {
            return null;
        }
        String text = list.readCharSequence(length, StandardCharsets.ISO_8859_1).toString();
        String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        return !bare.isEmpty() && bare.chars().allMatch(ClientHello::mayBeInName)
                ? bare.toLowerCase(Locale.ROOT)
                : null;
    }

    private static boolean mayBeInName(int letter) {
        return letter >= 'a' && letter <= 'z'
                || letter >= 'A' && letter <= 'Z'
                || letter >= '0' && letter <= '9'
                || letter == '-'
                || letter == '.'
                || letter == '_';
    }

    /** Returns the server name (SNI) in lower case without a trailing dot; null if there is none, or an invalid one. */
    @Nullable
    String serverName() {
        return serverName;
    }

    /** Returns the client's ALPN protocols; empty if there are none. */
    List<String> protocols() {
        return protocols;
    }

    /** Returns whether the client supports ECDSA certificates with the NIST curve of this many bits. */
    boolean takesEcdsa(int curveBits) {
        int group =
                switch (curveBits) {
                    case 256 -> 23;
                    case 384 -> 24;
                    default -> 25;
                };
        int signature =
                switch (curveBits) {
                    case 256 -> 0x0403;
                    case 384 -> 0x0503;
                    default -> 0x0603;
                };
        if (tls13) {
            return signatures.contains(signature);
        }
        return ecdsaSuite && groups.contains(group) && signatures.stream().anyMatch(ClientHello::isEcdsa);
    }

    private static boolean isEcdsa(int signature) {
        return (signature & 0xFF) == 3;
    }
}
