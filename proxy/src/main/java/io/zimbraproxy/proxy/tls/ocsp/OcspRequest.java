package io.zimbraproxy.proxy.tls.ocsp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * An OCSP request for one certificate.
 *
 * @param server address of the OCSP server, http or https
 * @param id identifies the certificate
 * @param issuer certificate of the authority that issued it
 */
record OcspRequest(URI server, CertificateID id, X509Certificate issuer) {
    /** Hash functions for names and keys of issuers. */
    static final DigestCalculatorProvider DIGESTS = digests();

    /**
     * Creates the request for the first certificate of a chain. The second one must be its issuer.
     *
     * @throws NoOcspResponder if the certificate names no usable OCSP server, or the issuer is missing
     */
    static OcspRequest of(List<X509Certificate> chain) throws NoOcspResponder {
        try {
            URI server = server(new JcaX509CertificateHolder(chain.get(0)));
            if (chain.size() < 2) {
                throw new NoOcspResponder(
                        "the certificate of its issuer is missing; add it to tls.crt after the server's own");
            }
            X509CertificateHolder issuer = new JcaX509CertificateHolder(chain.get(1));
            // All servers support SHA-1, and some only that (RFC 5019 section 2.1.1). It is not used in a signature.
            CertificateID id = new CertificateID(
                    DIGESTS.get(CertificateID.HASH_SHA1), issuer, chain.get(0).getSerialNumber());
            return new OcspRequest(server, id, chain.get(1));
        } catch (CertificateEncodingException | OCSPException | OperatorCreationException unreadable) {
            throw new NoOcspResponder("it cannot be read: " + unreadable.getMessage());
        }
    }

    private static URI server(X509CertificateHolder certificate) throws NoOcspResponder {
        List<String> named = locations(certificate).toList();
        return named.stream()
                .map(OcspRequest::webAddress)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new NoOcspResponder(
                        named.isEmpty()
                                ? "it names no OCSP server; use another certificate, or remove spec.tls.ocspStapling"
                                : "its OCSP server has no http or https address (saw " + named.get(0)
                                        + "); use another certificate, or remove spec.tls.ocspStapling"));
    }

    private static Stream<String> locations(X509CertificateHolder certificate) throws NoOcspResponder {
        Extension extension = certificate.getExtension(Extension.authorityInfoAccess);
        if (extension == null) {
            return Stream.empty();
        }
        try {
            return Stream.of(AuthorityInformationAccess.getInstance(extension.getParsedValue())
                            .getAccessDescriptions())
                    .filter(access -> access.getAccessMethod().equals(AccessDescription.id_ad_ocsp))
                    .map(AccessDescription::getAccessLocation)
                    .filter(name -> name.getTagNo() == GeneralName.uniformResourceIdentifier)
                    .map(name -> name.getName().toString());
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            throw new NoOcspResponder("its extension authorityInfoAccess cannot be read; use another certificate");
        }
    }

    private static Optional<URI> webAddress(String location) {
        try {
            URI address = URI.create(location);
            boolean web = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            return web && address.getHost() != null ? Optional.of(address) : Optional.empty();
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private static DigestCalculatorProvider digests() {
        try {
            return new JcaDigestCalculatorProviderBuilder().build();
        } catch (OperatorCreationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Returns the request in DER. It has no nonce, so that servers can cache their responses. */
    byte[] encoded() {
        try {
            return new OCSPReqBuilder().addRequest(id).build().getEncoded();
        } catch (OCSPException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
