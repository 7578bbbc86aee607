/**
 * Files for people and for Kubernetes.
 *
 * <p>In: a specification with a comment for each path, and secrets. Out: a manifest that holds what differs from the defaults of
 * the model, and the secrets as files or as Secrets. Nothing of a secret is in a message or in {@code toString()}.
 */
package io.zimbraproxy.proxy.migrate.write;
