/**
 * TLS with clients and with servers: engines, policies, certificates by server name, and trusted authorities.
 *
 * <p>In: certificates and settings that {@code config} has read, and the ClientHello of each client. Out: TLS handlers for Netty pipelines
 * and options for Vert.x clients. Imports nothing of the proxy.
 */
@NullMarked
package io.zimbraproxy.proxy.tls;

import org.jspecify.annotations.NullMarked;
