package io.zimbraproxy.crds.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Examples of FIPS 180-2, appendix B. */
class Sha256Test {
    @Test
    void hashesTexts() {
        assertThat(Sha256.hex("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.hex("")).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void hashesPartsAsOne() {
        assertThat(Sha256.hex(new byte[] {'a'}, new byte[] {'b', 'c'})).isEqualTo(Sha256.hex("abc"));
    }
}
