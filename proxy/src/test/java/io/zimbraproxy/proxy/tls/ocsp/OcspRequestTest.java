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

/** Whom to ask about a certificate, and what. */
class OcspRequestTest {
    private PlayedAuthority authority;

    @BeforeEach
    void found() throws Exception {
        authority = new PlayedAuthority("Test CA", Instant.now());
    }

    private OcspRequest question(String server) throws Exception {
        return OcspRequest.of(List.of(authority.issue("mail.example.com", server), authority.certificate()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ocsp.example.com", "HTTPS://ocsp.example.com:8443/a?b=c"})
    void asksTheServerInTheCertificate(String server) throws Exception {
        assertThat(question(server).server()).isEqualTo(URI.create(server));
    }

    @Test
    void asksAboutTheFirstCertificateOnly() throws Exception {
        X509Certificate certificate = authority.issue("mail.example.com", PlayedAuthority.SERVER);
        byte[] request =
                OcspRequest.of(List.of(certificate, authority.certificate())).request();
        assertThat(new OCSPReq(request).getRequestList()).singleElement().satisfies(one -> assertThat(
                        one.getCertID().getSerialNumber())
                .isEqualTo(certificate.getSerialNumber()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ldap://ocsp.example.com", "file:///etc/passwd", "http:", "http:///", "http://a b", "x"})
    void asksByHttpOnly(String server) {
        assertThatThrownBy(() -> question(server))
                .isInstanceOf(NoOcspResponder.class)
                .hasMessageContaining("no http or https address")
                .hasMessageContaining(server);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> question(null))
                .isInstanceOf(NoOcspResponder.class)
                .hasMessage("it names no OCSP server; use one that does, or leave spec.tls.ocspStapling out");
        assertThatThrownBy(() -> OcspRequest.of(List.of(authority.issue("a.example.com", PlayedAuthority.SERVER))))
                .isInstanceOf(NoOcspResponder.class)
                .hasMessage("the certificate of its issuer is missing; add it to tls.crt behind the server's own");
    }
}
