/**
 * Configuration of the stub: accounts, domains, servers and ports.
 *
 * <p>In: a YAML file, or records that a test builds. Out: immutable records and a {@link io.zimbraproxy.stub.config.Directory} of
 * accounts. Jackson passes null for an absent field, so compact constructors replace null by a default. Imports only
 * {@code tls}.
 */
@NullMarked
package io.zimbraproxy.stub.config;

import org.jspecify.annotations.NullMarked;
