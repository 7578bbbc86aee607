/**
 * Status of a {@link io.zimbraproxy.crds.ZimbraProxy}, which the operator writes and the proxy ignores.
 *
 * <p>Imports no other package of the project.
 */
@NullMarked
package io.zimbraproxy.crds.status;

import org.jspecify.annotations.NullMarked;
