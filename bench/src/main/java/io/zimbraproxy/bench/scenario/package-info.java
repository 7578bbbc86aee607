/**
 * Scenarios: what each peer has to do, and the rounds in which it is measured.
 *
 * <p>In: peers and loads. Out: samples. Does not import {@code report}.
 */
@NullMarked
package io.zimbraproxy.bench.scenario;

import org.jspecify.annotations.NullMarked;
