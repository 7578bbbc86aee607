/**
 * The life of the process: start, ready, reload, drain, stop.
 */
package io.zimbraproxy.proxy.lifecycle;
