/**
 * Tests of reloads under load. The changes of the configuration are in {@code src/test/resources/reload}.
 */
package io.zimbraproxy.proxy.it.reload;
