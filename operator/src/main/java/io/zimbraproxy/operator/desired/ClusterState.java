package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** State of the cluster that a plan depends on. */
public interface ClusterState {
    /** Finds a Secret in the namespace of the resource. */
    Optional<Secret> secret(String name);

    /** Returns the EndpointSlices of a Service in the namespace of the resource. */
    Collection<EndpointSlice> slices(String service);

    /** Returns the files that the pods have now, by the name of their bundle and by file name. */
    Map<String, Map<String, byte[]>> bundles();
}
