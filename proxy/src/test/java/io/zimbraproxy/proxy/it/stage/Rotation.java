package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import java.util.List;

/** The kind of certificate that replaces another one. */
public enum Rotation {
    /** A certificate of the same kind as before. */
    RSA,
    ECDSA,
    /** A certificate of an intermediate authority, whose certificate is in the chain. */
    NEW_CHAIN;

    private static final List<Rotation> ALL = List.of(values());

    public PemPair issue(CertificateAuthority authority, String... hosts) {
        return switch (this) {
            case RSA -> authority.issue(hosts);
            case ECDSA -> authority.issue(KeyType.ECDSA_P256, List.of(hosts));
            case NEW_CHAIN -> authority.subordinate("Test CA below").issue(hosts);
        };
    }

    /** Returns the kind for the n-th rotation, in a cycle through all kinds. */
    public static Rotation number(int number) {
        return ALL.get(number % ALL.size());
    }
}
