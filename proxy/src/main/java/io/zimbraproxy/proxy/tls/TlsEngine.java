package io.zimbraproxy.proxy.tls;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.OpenSslContextOption;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.ReferenceCountUtil;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The implementations of TLS. The process chooses one when it starts: BoringSSL if the platform has it, because its handshakes and idle
 * sessions cost less; else the JDK.
 */
public enum TlsEngine {
    /** BoringSSL, a native library. Its contexts are reference-counted and must be released. */
    BORINGSSL("BoringSSL", SslProvider.OPENSSL_REFCNT),
    /** The implementation of the Java platform. */
    JDK("JDK", SslProvider.JDK);

    /** The process setting that overrides the choice: {@code auto}, {@code boringssl} or {@code jdk}. */
    public static final String SETTING = "zimbra-proxy.tls-engine";

    private static final String REFUSE_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    private static @Nullable TlsEngine chosen;

    private final String title;
    private final SslProvider provider;

    TlsEngine(String title, SslProvider provider) {
        this.title = title;
        this.provider = provider;
    }

    /**
     * Returns the engine of this process.
     *
     * @throws IllegalArgumentException if the setting does not name an engine, or if the platform does not have this engine
     */
    public static synchronized TlsEngine chosen() {
        if (chosen == null) {
            refuseRenegotiation();
            chosen = choose(ConfigProvider.getConfig()
                    .getOptionalValue(SETTING, String.class)
                    .orElse("auto"));
        }
        return chosen;
    }

    /**
     * Turns off renegotiation by clients in the JDK's TLS 1.2, because handshakes cost the client much less than the server. BoringSSL never
     * allows it. The JDK reads the property once, before its first context.
     */
    private static void refuseRenegotiation() {
        if (System.getProperty(REFUSE_RENEGOTIATION) == null) {
            System.setProperty(REFUSE_RENEGOTIATION, "true");
        }
    }

    private static TlsEngine choose(String wanted) {
        if (wanted.equals("auto")) {
            return OpenSsl.isAvailable() ? BORINGSSL : JDK;
        }
        for (TlsEngine engine : values()) {
            if (engine.name().toLowerCase(Locale.ROOT).equals(wanted)) {
                return engine.available();
            }
        }
        throw new IllegalArgumentException(SETTING + ": is not an engine (" + wanted + "); choose auto, "
                + Arrays.stream(values())
                        .map(engine -> engine.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(" or ")));
    }

    private TlsEngine available() {
        if (this == BORINGSSL && !OpenSsl.isAvailable()) {
            throw new IllegalArgumentException(SETTING + ": this platform has no BoringSSL ("
                    + OpenSsl.unavailabilityCause().getMessage() + "); choose auto or jdk");
        }
        return this;
    }

    public SslProvider provider() {
        return provider;
    }

    /** Returns whether this engine has a cipher suite, by its name in the IANA registry. */
    public boolean hasCipher(String name) {
        if (this == BORINGSSL) {
            return OpenSsl.isCipherSuiteAvailable(name);
        }
        try {
            return List.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites())
                    .contains(name);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns whether groups can be set per context. The JDK has one setting for the whole process. */
    public boolean choosesGroups() {
        return this == BORINGSSL;
    }

    /** Returns whether this engine supports OCSP stapling. Netty cannot pass staples to the JDK's engine. */
    boolean staples() {
        return this == BORINGSSL && OpenSsl.isOcspSupported();
    }

    /** Returns whether this engine has a group for the key exchange. */
    public boolean hasGroup(String name) {
        try {
            ReferenceCountUtil.release(SslContextBuilder.forClient()
                    .sslProvider(provider)
                    .option(OpenSslContextOption.GROUPS, new String[] {name})
                    .build());
            return true;
        } catch (SSLException | IllegalArgumentException | IllegalStateException unknown) {
            return false;
        }
    }

    /** Returns the name for log lines. */
    @Override
    public String toString() {
        return title;
    }
}
