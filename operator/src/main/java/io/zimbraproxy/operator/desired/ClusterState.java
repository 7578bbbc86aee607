package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** What a resource is looked up in. */
public interface ClusterState {
    /** A Secret of the resource's namespace. */
    Optional<Secret> secret(String name);

    /** The endpoints of a Service of the resource's namespace. */
    Collection<EndpointSlice> slices(String service);

    /** What the pods have now: the Secrets for them by name, with their files and contents. */
    Map<String, Map<String, byte[]>> bundles();
}
