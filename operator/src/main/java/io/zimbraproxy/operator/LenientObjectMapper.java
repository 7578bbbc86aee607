package io.zimbraproxy.operator;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.kubernetes.client.KubernetesClientObjectMapperCustomizer;
import jakarta.inject.Singleton;

/**
 * Makes the Kubernetes client ignore unknown fields. The CRD is often upgraded before the operator, and one new field must not hide all
 * resources. The API server rejects fields that are not in the CRD.
 */
@Singleton
public class LenientObjectMapper implements KubernetesClientObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }
}
