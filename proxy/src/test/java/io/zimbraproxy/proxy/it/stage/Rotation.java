package io.zimbraproxy.proxy.it.stage;

import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import java.util.List;

/** What comes in the place of a certificate. */
public enum Rotation {
    /** Another one of the same kind. */
    RSA,
    ECDSA,
    /** One with the certificate of an authority in between behind it. */
    NEW_CHAIN;

    private static final List<Rotation> ALL = List.of(values());

    public PemPair issue(CertificateAuthority authority, String... hosts) {
        return switch (this) {
            case RSA -> authority.issue(hosts);
            case ECDSA -> authority.issue(KeyType.ECDSA_P256, List.of(hosts));
            case NEW_CHAIN -> authority.subordinate("Test CA below").issue(hosts);
        };
    }

    /** The one that comes in this place. */
    public static Rotation number(int number) {
        return ALL.get(number % ALL.size());
    }
}
