/**
 * The {@code ZimbraProxy} resource: {@code spec} is what users configure, {@code status} what the operator reports.
 *
 * <p>{@code read} turns bytes into a resource, {@code validate} finds problems, {@code certificate} reads Secrets, and {@code text}
 * has small text functions. No package imports Quarkus, Vert.x or Netty.
 */
@NullMarked
package io.zimbraproxy.crds;

import org.jspecify.annotations.NullMarked;
