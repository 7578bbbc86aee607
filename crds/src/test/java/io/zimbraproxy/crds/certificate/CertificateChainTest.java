package io.zimbraproxy.crds.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateChainTest {
    private static TestAuthority root;
    private static TestAuthority middle;
    private static TestAuthority lower;

    @BeforeAll
    static void create() throws Exception {
        root = TestAuthority.root("Root");
        middle = root.issue("Middle");
        lower = middle.issue("Lower");
    }

    private static List<X509Certificate> file(TestAuthority... all) {
        return Stream.of(all).map(TestAuthority::certificate).toList();
    }

    private static List<X509Certificate> chain(List<X509Certificate> file, TestAuthority own) throws Exception {
        return CertificateChain.of(file, own.keys().getPrivate());
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void isSortedByIssuer(String algorithm) throws Exception {
        TestAuthority host = lower.issue("mail.example.com", algorithm);
        List<X509Certificate> file = new ArrayList<>(file(host, lower, middle, root));
        Random random = new Random(1);
        for (int i = 0; i < 10; i++) {
            Collections.shuffle(file, random);
            assertThat(chain(file, host)).isEqualTo(file(host, lower, middle, root));
        }
    }

    @Test
    void endsWhereTheFileEnds() throws Exception {
        TestAuthority host = lower.issue("mail.example.com");
        assertThat(chain(file(host), host)).isEqualTo(file(host));
        assertThat(chain(file(middle, lower, host), host)).isEqualTo(file(host, lower, middle));
        // The issuer is missing, so the certificates above it are useless.
        assertThat(chain(file(host, middle, root), host)).isEqualTo(file(host));
    }

    @Test
    void dropsCertificatesOfOtherChains() throws Exception {
        TestAuthority host = lower.issue("mail.example.com");
        TestAuthority other = TestAuthority.root("Other");
        TestAuthority otherHost = other.issue("mail.example.org");
        TestAuthority sibling = lower.issue("mail.example.com");
        assertThat(chain(file(otherHost, other, sibling, root, host, middle, lower), host))
                .isEqualTo(file(host, lower, middle, root));
    }

    /** The name of the issuer is not enough: its key must have signed the certificate. */
    @Test
    void ignoresAuthoritiesOfTheSameNameWithAnotherKey() throws Exception {
        TestAuthority host = lower.issue("mail.example.com");
        TestAuthority namesake = TestAuthority.root("Lower");
        assertThat(chain(file(host, namesake, lower), host)).isEqualTo(file(host, lower));
        assertThat(chain(file(host, namesake), host)).isEqualTo(file(host));
    }

    @Test
    void startsWithTheCertificateOfTheKey() throws Exception {
        TestAuthority host = lower.issue("mail.example.com");
        assertThat(chain(file(host, lower, middle, root), lower)).isEqualTo(file(lower, middle, root));
    }

    @Test
    void hasEachCertificateOnce() throws Exception {
        TestAuthority host = root.issue("mail.example.com");
        assertThat(chain(file(host, root, host, root), host)).isEqualTo(file(host, root));
        assertThat(chain(file(root, root), root)).isEqualTo(file(root));
    }

    @Test
    void endsIfTwoAuthoritiesCertifyEachOther() throws Exception {
        TestAuthority one = TestAuthority.root("One");
        TestAuthority two = TestAuthority.root("Two");
        TestAuthority host = one.issue("mail.example.com");
        TestAuthority oneByTwo = one.certifiedBy(two);
        TestAuthority twoByOne = two.certifiedBy(one);
        assertThat(chain(file(host, oneByTwo, twoByOne), host)).isEqualTo(file(host, oneByTwo, twoByOne));
    }

    @Test
    void refusesAKeyWithoutCertificate() throws Exception {
        TestAuthority host = root.issue("mail.example.com");
        for (String algorithm : List.of("EC", "RSA")) {
            assertThatThrownBy(() -> chain(file(host, root), root.issue("x", algorithm)))
                    .isInstanceOf(UnusableCertificate.class)
                    .hasMessage("the key does not belong to the certificate of CN=mail.example.com");
        }
    }
}
