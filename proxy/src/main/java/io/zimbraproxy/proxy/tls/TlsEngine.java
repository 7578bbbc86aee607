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

/**
 * Who does the work of TLS: chosen once, when the process starts. BoringSSL where the platform has it, as handshakes and idle
 * sessions cost less there; else the JDK.
 */
public enum TlsEngine {
    /** BoringSSL, a native library; contexts of it are counted and must be released. */
    BORINGSSL("BoringSSL", SslProvider.OPENSSL_REFCNT),
    /** The Java platform's own. */
    JDK("JDK", SslProvider.JDK);

    /** The process setting that overrides the choice: {@code auto}, {@code boringssl} or {@code jdk}. */
    public static final String SETTING = "zimbra-proxy.tls-engine";

    private static final String REFUSE_RENEGOTIATION = "jdk.tls.rejectClientInitiatedRenegotiation";

    private static TlsEngine chosen;

    private final String title;
    private final SslProvider provider;

    TlsEngine(String title, SslProvider provider) {
        this.title = title;
        this.provider = provider;
    }

    /**
     * The one this process uses.
     *
     * @throws IllegalArgumentException when the setting names none, or one that the platform does not have
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
     * Clients of the JDK's TLS 1.2 may ask for handshake after handshake, each of which costs them nothing; BoringSSL never lets
     * them. Read by the JDK once, before its first context.
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

    /** True when this engine has the cipher suite of this standard name. */
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

    /** True when this engine can be told which groups to use; the JDK's are a setting of the whole process. */
    public boolean choosesGroups() {
        return this == BORINGSSL;
    }

    /** True when this engine has the group for the key exchange of this name. */
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

    /** For people. */
    @Override
    public String toString() {
        return title;
    }
}
