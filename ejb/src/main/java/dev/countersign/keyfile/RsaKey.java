package dev.countersign.keyfile;

import dev.countersign.device.Octets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** Opens what was encrypted to an RSA key with OAEP (XML Encryption 1.1 section 5.5.2, RFC 8017 section 7.1). */
final class RsaKey {

    private static final int FEWEST_BITS = 2048;

    private static final String OAEP_MGF1P = "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p";
    private static final String OAEP = "http://www.w3.org/2009/xmlenc11#rsa-oaep";

    private static final Map<String, String> DIGESTS = Map.of(
            "http://www.w3.org/2000/09/xmldsig#sha1", "SHA-1",
            "http://www.w3.org/2001/04/xmlenc#sha256", "SHA-256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384", "SHA-384",
            "http://www.w3.org/2001/04/xmlenc#sha512", "SHA-512");

    private static final Map<String, MGF1ParameterSpec> MASKS = Map.of(
            "http://www.w3.org/2009/xmlenc11#mgf1sha1", MGF1ParameterSpec.SHA1,
            "http://www.w3.org/2009/xmlenc11#mgf1sha256", MGF1ParameterSpec.SHA256,
            "http://www.w3.org/2009/xmlenc11#mgf1sha384", MGF1ParameterSpec.SHA384,
            "http://www.w3.org/2009/xmlenc11#mgf1sha512", MGF1ParameterSpec.SHA512);

    private final PrivateKey key;

    private RsaKey(PrivateKey key) {
        this.key = key;
    }

    static RsaKey of(Octets pkcs8) {
        byte[] octets = pkcs8.toArray();
        try {
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(octets));
            if (key instanceof RSAPrivateKey rsa && rsa.getModulus().bitLength() >= FEWEST_BITS) {
                return new RsaKey(key);
            }
        } catch (GeneralSecurityException e) {
            // Its words may quote the key.
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
        throw new RefusedFileException(
                FileReason.TRANSPORT_KEY_LENGTH,
                "the transport key is no RSA key of " + FEWEST_BITS + " bits or more as PKCS #8");
    }

    Octets open(CipherData data) {
        OAEPParameterSpec parameters = parameters(data);
        byte[] cipherText = data.octets().toArray();
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, parameters);
            return Octets.of(cipher.doFinal(cipherText));
        } catch (GeneralSecurityException e) {
            throw RefusedFileException.notAuthentic();
        }
    }

    private static OAEPParameterSpec parameters(CipherData data) {
        XmlElement method = data.method();
        String digest = method.find(Namespaces.DSIG, "DigestMethod")
                .map(named -> named(DIGESTS, named))
                .orElse("SHA-1");
        MGF1ParameterSpec mask = switch (data.algorithm()) {
            case OAEP_MGF1P -> MGF1ParameterSpec.SHA1;
            case OAEP ->
                method.find(Namespaces.XENC11, "MGF")
                        .map(named -> named(MASKS, named))
                        .orElse(MGF1ParameterSpec.SHA1);
            default -> throw unsupported(data.algorithm());
        };
        byte[] label = method.find(Namespaces.XENC, "OAEPparams")
                .map(text -> Base64Text.find(text.text()).orElseThrow(RefusedFileException::notAuthentic))
                .orElse(new byte[0]);
        return new OAEPParameterSpec(digest, "MGF1", mask, new PSource.PSpecified(label));
    }

    private static <T> T named(Map<String, T> known, XmlElement element) {
        return Optional.ofNullable(known.get(element.attribute("Algorithm").orElse("")))
                .orElseThrow(() -> new RefusedFileException(
                        FileReason.ENCRYPTION_UNSUPPORTED, "RSA-OAEP with a hash that is not taken"));
    }

    /** RFC 6030 figure 8 writes rsa_1_5. */
    private static RefusedFileException unsupported(String algorithm) {
        return algorithm.endsWith("#rsa-1_5") || algorithm.endsWith("#rsa_1_5")
                ? new RefusedFileException(
                        FileReason.RSA_1_5, "RSA with PKCS #1 v1.5 padding is not taken; have the vendor use RSA-OAEP")
                : new RefusedFileException(
                        FileReason.ENCRYPTION_UNSUPPORTED, "an encryption algorithm for RSA keys other than RSA-OAEP");
    }
}
