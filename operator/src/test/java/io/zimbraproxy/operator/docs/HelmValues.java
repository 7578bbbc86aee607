package io.zimbraproxy.operator.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The values of the Helm chart. */
final class HelmValues {
    private static final Path FILE = ProjectTree.ROOT.resolve("k8s/helm/zimbra-proxy-operator/values.yaml");

    private final JsonNode values;

    HelmValues() {
        try {
            values = new YAMLMapper().readTree(Files.readString(FILE));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Tells whether the chart has this value; dots separate its levels. */
    boolean has(String dotted) {
        return !values.at('/' + dotted.replace('.', '/')).isMissingNode();
    }
}
