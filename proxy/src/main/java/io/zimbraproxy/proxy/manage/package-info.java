/**
 * The HTTP endpoints of the management port: configuration, reload, drain, purge, upstream state and readiness.
 */
package io.zimbraproxy.proxy.manage;
