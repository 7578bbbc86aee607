package io.zimbraproxy.proxy.tls;

import java.util.List;
import java.util.stream.Stream;

/** Cipher suites by their names in the IANA registry. */
public final class CipherSuites {
    /** The TLS 1.3 suites of BoringSSL. It always offers all of them. */
    public static final List<String> TLS_1_3 =
            List.of("TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256");

    /** The TLS 1.2 suites that have forward secrecy and authenticated encryption. */
    private static final List<String> TLS_1_2 = List.of(
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /** All suites that have forward secrecy and authenticated encryption. */
    public static final List<String> MODERN =
            Stream.concat(TLS_1_3.stream(), TLS_1_2.stream()).toList();

    private CipherSuites() {}
}
