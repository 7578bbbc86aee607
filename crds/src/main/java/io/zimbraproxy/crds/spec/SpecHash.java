package io.zimbraproxy.crds.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.zimbraproxy.crds.text.Sha256;

/** Hash of a specification; equal hashes mean the same configuration for a running proxy. */
public final class SpecHash {
    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private SpecHash() {}

    /** Returns the SHA-256 of all sections except {@code deployment}, with their defaults, in hexadecimal. */
    public static String of(ZimbraProxySpec spec) {
        try {
            ObjectNode tree = CANONICAL.valueToTree(spec);
            tree.remove("deployment");
            return Sha256.hex(CANONICAL.writeValueAsString(tree));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
