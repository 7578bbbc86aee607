package io.zimbraproxy.proxy.sasl;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The SASL mechanisms that a listener offers, in order. */
public final class SaslOffer {
    private record Mechanism(String name, Supplier<SaslExchange> exchanges) {}

    private final List<Mechanism> mechanisms;

    /**
     * Creates an offer.
     *
     * @param names names of mechanisms, in capitals
     * @param kerberos needed for GSSAPI; null if it is not offered
     * @param service name of the protocol in Kerberos, {@code imap} or {@code pop}
     */
    public SaslOffer(List<String> names, @Nullable KerberosAcceptor kerberos, String service) {
        mechanisms = names.stream()
                .map(name -> new Mechanism(name, exchanges(name, kerberos, service)))
                .toList();
    }

    private static Supplier<SaslExchange> exchanges(String name, @Nullable KerberosAcceptor kerberos, String service) {
        return switch (name) {
            case PlainMechanism.NAME -> PlainMechanism::new;
            case LoginMechanism.NAME -> LoginMechanism::new;
            case XOAuth2Mechanism.NAME -> XOAuth2Mechanism::new;
            case OAuthBearerMechanism.NAME -> OAuthBearerMechanism::new;
            case GssapiMechanism.NAME -> {
                KerberosAcceptor acceptor = Objects.requireNonNull(kerberos, "GSSAPI needs Kerberos");
                yield () -> new GssapiMechanism(acceptor, service);
            }
            default -> throw new IllegalArgumentException("no such mechanism: " + name);
        };
    }

    /** Creates an offer of PLAIN only. */
    public static SaslOffer plain() {
        return new SaslOffer(List.of(PlainMechanism.NAME), null, "imap");
    }

    /** Begins an exchange with a mechanism, named in capitals; empty if it is not offered. */
    public Optional<SaslConversation> start(String name) {
        return mechanisms.stream()
                .filter(mechanism -> mechanism.name().equals(name))
                .findFirst()
                .map(mechanism -> new SaslConversation(mechanism.exchanges().get()));
    }

    /** Returns the names of the mechanisms, in order. */
    public List<String> names() {
        return mechanisms.stream().map(Mechanism::name).toList();
    }
}
