package io.zimbraproxy.bench.peer;

/** The host names of the two certificates, one for each type of key. */
final class HostNames {
    static final String RSA = "mail.example.com";
    static final String ECDSA = "ecdsa.example.com";

    private HostNames() {}
}
