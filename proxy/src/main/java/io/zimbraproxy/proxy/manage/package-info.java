/**
 * The HTTP endpoints of the management port: configuration, reload, drain, purge, upstream state and readiness.
 */
@NullMarked
package io.zimbraproxy.proxy.manage;

import org.jspecify.annotations.NullMarked;
