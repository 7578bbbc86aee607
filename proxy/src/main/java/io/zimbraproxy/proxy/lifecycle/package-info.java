/**
 * The life of the process: start, ready, reload, drain, stop.
 */
@NullMarked
package io.zimbraproxy.proxy.lifecycle;

import org.jspecify.annotations.NullMarked;
