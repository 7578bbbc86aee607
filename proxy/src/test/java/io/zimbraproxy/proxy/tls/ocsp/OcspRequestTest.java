package io.zimbraproxy.proxy.tls.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the server and the contents of requests. */
class OcspRequestTest {
    private FakeAuthority authority;

    @BeforeEach
    void create() throws Exception {
        authority = new FakeAuthority("Test CA", Instant.now());
    }

    private OcspRequest request(String server) throws Exception {
        return OcspRequest.of(List.of(authority.issue("mail.example.com", server), authority.certificate()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ocsp.example.com", "HTTPS://ocsp.example.com:8443/a?b=c"})
    void usesTheServerInTheCertificate(String server) throws Exception {
        assertThat(request(server).server()).isEqualTo(URI.create(server));
    }

    @Test
    void requestsTheFirstCertificateOnly() throws Exception {
        X509Certificate certificate = authority.issue("mail.example.com", FakeAuthority.SERVER);
        byte[] request =
                OcspRequest.of(List.of(certificate, authority.certificate())).encoded();
        assertThat(new OCSPReq(request).getRequestList()).singleElement().satisfies(one -> assertThat(
                        one.getCertID().getSerialNumber())
                .isEqualTo(certificate.getSerialNumber()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://ocsp.example.com", "file:///etc/passwd", "http:", "http:///", "http://a b", "x"})
    void supportsHttpOnly(String server) {
        assertThatThrownBy(() -> request(server))
                .isInstanceOf(NoOcspResponder.class)
                .hasMessageContaining("no http or https address")
                .hasMessageContaining(server);
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> request(null))
                .isInstanceOf(NoOcspResponder.class)
                .hasMessage("it names no OCSP server; use another certificate, or remove spec.tls.ocspStapling");
        assertThatThrownBy(() -> OcspRequest.of(List.of(authority.issue("a.example.com", FakeAuthority.SERVER))))
                .isInstanceOf(NoOcspResponder.class)
                .hasMessage("the certificate of its issuer is missing; add it to tls.crt after the server's own");
    }
}
