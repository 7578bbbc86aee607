package io.zimbraproxy.proxy.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zimbraproxy.crds.certificate.ServerCertificate;
import io.zimbraproxy.crds.certificate.UnusableCertificate;
import io.zimbraproxy.crds.spec.ByVirtualHost;
import io.zimbraproxy.stub.tls.CertificateAuthority;
import io.zimbraproxy.stub.tls.KeyType;
import io.zimbraproxy.stub.tls.PemPair;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateStoreTest {
    private static final CertificateAuthority AUTHORITY = CertificateAuthority.create("Test CA");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static ServerCertificate certificate(String name) throws UnusableCertificate {
        PemPair pair = AUTHORITY.issue(name);
        return ServerCertificate.of(name, bytes(pair.certificate()), bytes(pair.key()));
    }

    private static CertificateSet set(String name) throws UnusableCertificate {
        return CertificateSet.of(certificate(name), null);
    }

    @ParameterizedTest
    @CsvSource({
        "mail.example.com, mail.example.com",
        "MAIL.Example.Com, mail.example.com",
        "www.example.org, *.example.org",
        "a.www.example.org, default",
        "example.org, default",
        "other.example.net, default",
        ", default",
    })
    void choosesTheCertificateByName(String serverName, String secret) throws UnusableCertificate {
        CertificateStore store = new CertificateStore(new ByVirtualHost<>(
                set("default"),
                Map.of("mail.example.com", set("mail.example.com"), "*.example.org", set("*.example.org"))));
        assertThat(store.of(serverName).all())
                .extracting(ServerCertificate::name)
                .containsExactly(secret);
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void readsEveryKindOfKey(KeyType type) throws UnusableCertificate {
        PemPair pair = AUTHORITY.issue(type, List.of("mail.example.com"));
        ServerCertificate certificate = ServerCertificate.of("x", bytes(pair.certificate()), bytes(pair.key()));
        assertThat(certificate.notAfter()).isAfter(Instant.now());
    }

    @Test
    void refusesAKeyOfAnotherCertificate() {
        PemPair one = AUTHORITY.issue("a.example.com");
        PemPair other = AUTHORITY.issue("b.example.com");
        assertThatThrownBy(() -> ServerCertificate.of("x", bytes(one.certificate()), bytes(other.key())))
                .isInstanceOf(UnusableCertificate.class)
                .hasMessageContaining("does not belong");
    }

    @Test
    void refusesInvalidCertificates() {
        PemPair pair = AUTHORITY.issue("a.example.com");
        for (String[] wrong :
                new String[][] {{"", pair.key()}, {pair.certificate(), ""}, {"x", "y"}, {pair.key(), pair.certificate()}
                }) {
            assertThatThrownBy(() -> ServerCertificate.of("x", bytes(wrong[0]), bytes(wrong[1])))
                    .isInstanceOf(UnusableCertificate.class)
                    .message()
                    .doesNotContain(pair.key().lines().skip(1).findFirst().orElseThrow());
        }
    }
}
