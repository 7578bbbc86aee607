package io.zimbraproxy.operator.desired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Merging of a resource's pod template into the operator's template. */
class TemplatePatchTest {
    private static final String OWN = """
            metadata: {labels: {app: edge}}
            spec:
              serviceAccountName: edge
              containers:
                - name: proxy
                  image: proxy:1
                  args: [--config, file]
                  env: [{name: A, value: "1"}, {name: B, value: "2"}]
                  ports: [{name: management, containerPort: 9000}]
                  volumeMounts: [{name: tmp, mountPath: /tmp}, {name: config, mountPath: /etc/zimbra-proxy/config}]
                  securityContext: {readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
              volumes: [{name: tmp, emptyDir: {}}, {name: config, configMap: {name: edge-config}}]
            """;

    /** A patch, a JSON pointer, and the value there after the merge. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                               | /spec/containers/0/image           | "proxy:1"
            {spec: {hostname: a}}                                            | /spec/hostname                     | "a"
            {spec: {containers: [{name: proxy, image: b}]}}                  | /spec/containers/0/image           | "b"
            {spec: {containers: [{name: proxy, image: b}]}}                  | /spec/containers/0/args/0          | "--config"
            {spec: {containers: [{name: other, image: b}]}}                  | /spec/containers/1/name            | "other"
            {spec: {containers: []}}                                         | /spec/containers/0/name            | "proxy"
            {spec: {containers: [{name: proxy, image: null}]}}               | /spec/containers/0/image           |
            {spec: {containers: [{name: proxy, env: [{name: B, value: b}]}]}} | /spec/containers/0/env             | [{"name":"A","value":"1"},{"name":"B","value":"b"}]
            {spec: {containers: [{name: proxy, env: null}]}}                 | /spec/containers/0/env             |
            {spec: {containers: [{name: proxy, ports: [{containerPort: 1}]}]}} | /spec/containers/0/ports/0/name    | "management"
            {spec: {containers: [{name: proxy, ports: [{containerPort: 1}]}]}} | /spec/containers/0/ports/1/containerPort | 1
            {spec: {containers: [{name: proxy, volumeMounts: [{name: tmp, mountPath: /var}]}]}} | /spec/containers/0/volumeMounts/0/mountPath | "/tmp"
            {spec: {containers: [{name: proxy, volumeMounts: [{name: tmp, mountPath: /var}]}]}} | /spec/containers/0/volumeMounts/2/mountPath | "/var"
            {spec: {containers: [{name: proxy, securityContext: {capabilities: {drop: [A, B]}}}]}} | /spec/containers/0/securityContext/capabilities/drop | ["A","B"]
            {spec: {containers: [{name: proxy, securityContext: {runAsUser: 7}}]}} | /spec/containers/0/securityContext/readOnlyRootFilesystem | true
            {spec: {initContainers: [{name: first}]}}                        | /spec/initContainers/0/name        | "first"
            {spec: {volumes: [{name: more, emptyDir: {}}]}}                  | /spec/volumes/2/name               | "more"
            {spec: {tolerations: [{key: a}, {key: b}]}}                      | /spec/tolerations/1/key            | "b"
            {metadata: {labels: {more: x}}}                                  | /metadata/labels                   | {"app":"edge","more":"x"}
            """)
    void merged(String patch, String place, String expected) throws JsonProcessingException {
        TemplatePatch.Merged merged = apply(patch);

        JsonNode found = tree(merged.template()).at(place);
        assertThat(found.isMissingNode() ? null : found.toString()).isEqualTo(expected);
        assertThat(merged.ignoredFields()).isEmpty();
    }

    /** A patch that would break the pods, and the fields that are ignored. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {metadata: null}                                             | metadata
            {metadata: {labels: null}}                                   | metadata.labels
            {metadata: {labels: {app: x}}}                               | metadata.labels.app
            {metadata: {labels: {app: null}}}                            | metadata.labels.app
            {spec: null}                                                 | spec
            {spec: {serviceAccountName: x}}                              | spec.serviceAccountName
            {spec: {serviceAccountName: null}}                           | spec.serviceAccountName
            {spec: {restartPolicy: Never}}                               | spec.restartPolicy
            {spec: {containers: null}}                                   | spec.containers
            {spec: {volumes: null}}                                      | spec.volumes
            {spec: {volumes: [{name: config, emptyDir: {}}]}}            | spec.volumes[config]
            {spec: {volumes: [{name: tmp}, {name: tmp}]}}                | spec.volumes[tmp] spec.volumes[tmp]
            {spec: {containers: [{name: proxy, command: [x]}]}}          | spec.containers[proxy].command
            {spec: {containers: [{name: proxy, args: [x]}]}}             | spec.containers[proxy].args
            {spec: {containers: [{name: proxy, args: null}]}}            | spec.containers[proxy].args
            {spec: {containers: [{name: proxy, ports: null}]}}           | spec.containers[proxy].ports
            {spec: {containers: [{name: proxy, volumeMounts: null}]}}    | spec.containers[proxy].volumeMounts
            {spec: {containers: [{name: proxy, volumeMounts: [{name: x, mountPath: /tmp}]}]}} | spec.containers[proxy].volumeMounts[/tmp]
            """)
    void protectedFieldsStay(String patch, String refused) throws JsonProcessingException {
        TemplatePatch.Merged merged = apply(patch);

        assertThat(merged.ignoredFields()).containsExactlyElementsOf(List.of(refused.split(" ", -1)));
        assertThat(tree(merged.template())).isEqualTo(tree(own()));
    }

    /** Other containers may set any field. */
    @Test
    void onlyTheProxyIsProtected() throws JsonProcessingException {
        TemplatePatch.Merged merged = apply("{spec: {containers: [{name: other, image: b, command: [x], args: [y]}]}}");

        assertThat(merged.ignoredFields()).isEmpty();
        assertThat(merged.template().getSpec().getContainers().get(1).getCommand())
                .containsExactly("x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {spec: text}                                         | spec has the wrong type
            {spec: {containers: {name: proxy}}}                  | spec.containers has the wrong type
            {spec: {containers: [{name: proxy, env: [{name: A, value: []}]}]}} | spec.containers[0].env[0].value has the wrong type
            {spec: {containers: [{image: b}]}}                   | an entry of containers has no name
            {spec: {containers: [{name: proxy, volumeMounts: [{name: a}]}]}} | an entry of volumeMounts has no mountPath
            {spec: {tolerationz: []}}                            | unknown field spec.tolerationz
            {spec: {containers: [{name: proxy, imagePullPolicies: Always}]}} | unknown field spec.containers[0].imagePullPolicies
            {template: {}}                                       | unknown field template
            """)
    void invalidTemplateIsRefused(String patch, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> apply(patch)).withMessage(message);
    }

    @Test
    void nothingToMerge() {
        PodTemplateSpec own = own();

        assertThat(TemplatePatch.apply(own, null)).isEqualTo(new TemplatePatch.Merged(own, List.of()));
    }

    /** The patch is a part of the cached resource. */
    @Test
    void patchStaysAsItIs() throws JsonProcessingException {
        JsonNode patch = new YAMLMapper().readTree("{spec: {restartPolicy: Never, volumes: [{name: tmp}]}}");
        JsonNode before = patch.deepCopy();

        TemplatePatch.apply(own(), patch);

        assertThat(patch).isEqualTo(before);
    }

    private static TemplatePatch.Merged apply(String patch) throws JsonProcessingException {
        return TemplatePatch.apply(own(), new YAMLMapper().readTree(patch));
    }

    private static PodTemplateSpec own() {
        return Serialization.unmarshal(OWN, PodTemplateSpec.class);
    }

    private static JsonNode tree(PodTemplateSpec template) {
        return JsonMapper.builder().build().valueToTree(template);
    }
}
