package io.zimbraproxy.stub.tls;

/** Types of keys. */
public enum KeyType {
    RSA_2048("RSA", "SHA256withRSA"),
    ECDSA_P256("EC", "SHA256withECDSA");

    private final String algorithm;
    private final String signature;

    KeyType(String algorithm, String signature) {
        this.algorithm = algorithm;
        this.signature = signature;
    }

    String algorithm() {
        return algorithm;
    }

    String signature() {
        return signature;
    }
}
