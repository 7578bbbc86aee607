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
 * What an authority is asked about one of its certificates.
 *
 * @param server where to, http or https
 * @param id of the certificate
 * @param issuer who issued it
 */
record OcspRequest(URI server, CertificateID id, X509Certificate issuer) {
    /** Names are compared by their hashes. */
    static final DigestCalculatorProvider DIGESTS = digests();

    /**
     * The question about the first certificate of a chain, whose issuer is the second.
     *
     * @throws NoOcspResponder when it cannot be asked
     */
    static OcspRequest of(List<X509Certificate> chain) throws NoOcspResponder {
        try {
            URI server = server(new JcaX509CertificateHolder(chain.get(0)));
            if (chain.size() < 2) {
                throw new NoOcspResponder(
                        "the certificate of its issuer is missing; add it to tls.crt behind the server's own");
            }
            X509CertificateHolder issuer = new JcaX509CertificateHolder(chain.get(1));
            // All servers know SHA-1 and some nothing else (RFC 5019 section 2.1.1); nothing is signed with it.
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
                                ? "it names no OCSP server; use one that does, or leave spec.tls.ocspStapling out"
                                : "its OCSP server has no http or https address (saw " + named.get(0)
                                        + "); use one whose server has, or leave spec.tls.ocspStapling out"));
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
            throw new NoOcspResponder("its extension authorityInfoAccess cannot be read; use another one");
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

    /** The request in DER form; the same every time, as servers keep answers: a nonce would make them sign each. */
    byte[] request() {
        try {
            return new OCSPReqBuilder().addRequest(id).build().getEncoded();
        } catch (OCSPException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
