/**
 * Tests of TLS: certificates by server name, their renewal, versions and ciphers, session resumption and OCSP stapling.
 */
package io.zimbraproxy.proxy.it.tls;
