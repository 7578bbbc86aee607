package io.zimbraproxy.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;

/**
 * An object that a resource needs in the cluster.
 *
 * @param whileHeld what happens to the object while references of the resource are unresolved
 */
public record DesiredObject(HasMetadata object, WhileHeld whileHeld) {}
