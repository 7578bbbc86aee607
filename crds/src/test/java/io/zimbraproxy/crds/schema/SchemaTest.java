package io.zimbraproxy.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.zimbraproxy.crds.spec.ZimbraProxySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Tests the whole schema. */
class SchemaTest {
    private final JsonNode schema = CrdFile.schema();
    private final JsonNode spec = schema.at("/properties/spec");

    @Test
    void everyFieldIsDescribed() {
        List<String> bare = new ArrayList<>();
        eachField("spec", spec, (path, field) -> {
            if (field.path("description").asText().isBlank()) {
                bare.add(path);
            }
        });
        eachField("status", schema.at("/properties/status"), (path, field) -> {
            if (field.path("description").asText().isBlank()) {
                bare.add(path);
            }
        });
        assertThat(bare).isEmpty();
    }

    /** The API server estimates the cost of rules from these bounds, and refuses costly rules. */
    @Test
    void everyFieldIsBounded() {
        List<String> unbounded = new ArrayList<>();
        eachField("spec", spec, (path, field) -> unbounded(path, field, unbounded));
        assertThat(unbounded).isEmpty();
    }

    private static void unbounded(String path, JsonNode field, List<String> unbounded) {
        boolean bounded =
                switch (field.path("type").asText()) {
                    case "array" -> field.has("maxItems");
                    case "string" -> field.has("maxLength") || field.has("enum");
                    case "integer" -> field.has("minimum") && field.has("maximum");
                    case "object" -> field.has("properties") || field.has("maxProperties");
                    default -> true;
                };
        if (!bounded) {
            unbounded.add(path);
        }
        if (field.has("items")) {
            unbounded(path + "[]", field.get("items"), unbounded);
        }
        if (field.path("additionalProperties").isObject()) {
            unbounded(path + ".*", field.get("additionalProperties"), unbounded);
        }
    }

    /** Schema and records give absent fields the same defaults. */
    @Test
    void defaultsAreThoseOfTheRecords() throws IOException {
        String sections = """
                hostname: mail.example.com
                listeners: [{name: imap, protocol: IMAP, port: 143, proxyProtocol: {trustedNetworks: [10.0.0.0/8]}}]
                domains: [{name: example.com, clientCertificates: {}, throttle: {}}]
                tls: {clientCertificates: {}, sessionTickets: {}, certificateRef: {name: e}, certificateIssuerRef: {name: f}}
                lookup: {tls: {}}
                routeCache: {local: {}, managed: {}}
                throttle: {ip: {}, imapIp: {}, pop3Ip: {}, user: {}, failedLogins: {}, httpIp: {}}
                upstream: {tls: {}, pools: [{name: a, servers: [{host: b}], health: {active: {path: /}}}, {name: c, serversFrom: {service: {name: d}}}]}
                sasl: {}
                imap: {}
                pop3: {}
                http: {polling: {}, forwarded: {}, cookies: {}, locations: [{path: /, pool: a}]}
                timeouts: {}
                limits: {}
                deployment: {resources: {}, service: {}, autoscaling: {}, networkPolicy: {}, serviceMonitor: {}}
                """;
        ObjectMapper mapper = new ObjectMapper();
        JsonNode written = new YAMLMapper().readTree(sections);
        ObjectNode resource = mapper.createObjectNode();
        resource.set("spec", written.deepCopy());
        List<String> reasons = new ApiServer(schema).validate(resource);

        assertThat(reasons).as("without a handler").hasSize(1);
        assertThat(resource.get("spec")).isNotEqualTo(written);
        assertThat(mapper.treeToValue(resource.get("spec"), ZimbraProxySpec.class))
                .isEqualTo(mapper.treeToValue(written, ZimbraProxySpec.class));
    }

    @Test
    void listsWithNamedEntriesMergeByName() {
        List.of("/properties/listeners", "/properties/domains", "/properties/upstream/properties/pools")
                .forEach(pointer -> {
                    JsonNode list = spec.at(pointer);
                    assertThat(list.path("x-kubernetes-list-type").asText())
                            .as(pointer)
                            .isEqualTo("map");
                    assertThat(list.at("/x-kubernetes-list-map-keys/0").asText())
                            .isEqualTo("name");
                    assertThat(list.at("/items/required").toString()).contains("\"name\"");
                });
    }

    /** A key field is required or has a default. */
    @Test
    void locationsMergeByPathAndMatch() {
        JsonNode list = spec.at("/properties/http/properties/locations");

        assertThat(list.path("x-kubernetes-list-type").asText()).isEqualTo("map");
        assertThat(list.path("x-kubernetes-list-map-keys").toString()).isEqualTo("[\"path\",\"match\"]");
        assertThat(list.at("/items/required").toString()).contains("\"path\"");
        assertThat(list.at("/items/properties/match/default").asText()).isEqualTo("Prefix");
    }

    @Test
    void resourceHasItsNamesAndColumns() throws IOException {
        JsonNode crd = new YAMLMapper().readTree(Files.readString(CrdFile.CHECKED_IN));
        JsonNode version = crd.at("/spec/versions/0");

        assertThat(crd.at("/spec/group").asText()).isEqualTo("zimbraproxy.io");
        assertThat(crd.at("/spec/scope").asText()).isEqualTo("Namespaced");
        assertThat(crd.at("/spec/names/shortNames").toString()).isEqualTo("[\"zp\"]");
        assertThat(crd.at("/spec/names/categories").toString()).isEqualTo("[\"zimbra\",\"mail\"]");
        assertThat(version.at("/subresources/status").isObject()).isTrue();
        assertThat(version.at("/subresources/scale/specReplicasPath").asText()).isEqualTo(".spec.deployment.replicas");
        assertThat(version.at("/subresources/scale/statusReplicasPath").asText())
                .isEqualTo(".status.replicas");
        assertThat(version.at("/subresources/scale/labelSelectorPath").asText()).isEqualTo(".status.selector");
        assertThat(version.at("/additionalPrinterColumns").findValuesAsText("name"))
                .containsExactly(
                        "Ready", "Host", "Listeners", "Pods", "Generation", "Age", "Address", "Certificate expires");
    }

    private static void eachField(String path, JsonNode section, BiConsumer<String, JsonNode> visitor) {
        section.path("properties").properties().forEach(property -> {
            String at = path + "." + property.getKey();
            visitor.accept(at, property.getValue());
            eachField(at, property.getValue(), visitor);
            eachField(at, property.getValue().path("items"), visitor);
        });
    }
}
