package io.zimbraproxy.proxy.sasl;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The mechanisms that a listener offers, in order. */
public final class SaslOffer {
    private record Mechanism(String name, Supplier<SaslExchange> exchanges) {}

    private final List<Mechanism> mechanisms;

    /**
     * An offer.
     *
     * @param names of mechanisms, in capitals
     * @param kerberos null when GSSAPI is not among them
     * @param service the protocol's name in Kerberos, {@code imap} or {@code pop}
     */
    public SaslOffer(List<String> names, KerberosAcceptor kerberos, String service) {
        mechanisms = names.stream()
                .map(name -> new Mechanism(name, exchanges(name, kerberos, service)))
                .toList();
    }

    private static Supplier<SaslExchange> exchanges(String name, KerberosAcceptor kerberos, String service) {
        return switch (name) {
            case PlainMechanism.NAME -> PlainMechanism::new;
            case LoginMechanism.NAME -> LoginMechanism::new;
            case XOAuth2Mechanism.NAME -> XOAuth2Mechanism::new;
            case OAuthBearerMechanism.NAME -> OAuthBearerMechanism::new;
            case GssapiMechanism.NAME -> () -> new GssapiMechanism(kerberos, service);
            default -> throw new IllegalArgumentException("no such mechanism: " + name);
        };
    }

    /** PLAIN alone. */
    public static SaslOffer plain() {
        return new SaslOffer(List.of(PlainMechanism.NAME), null, null);
    }

    /** Begins an exchange with the mechanism of this name, in capitals; empty when it is not offered. */
    public Optional<SaslConversation> start(String name) {
        return mechanisms.stream()
                .filter(mechanism -> mechanism.name().equals(name))
                .findFirst()
                .map(mechanism -> new SaslConversation(mechanism.exchanges().get()));
    }

    /** The names, in order. */
    public List<String> names() {
        return mechanisms.stream().map(Mechanism::name).toList();
    }
}
