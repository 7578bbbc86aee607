/**
 * What is changed in heads on their way: fields about the connection go, fields about the client come, addresses of servers
 * become the public one (RFC 9110 section 7.6; facts, section 7.6).
 *
 * <p>In: a head that was read. Out: fields for the other side.
 */
package io.zimbraproxy.proxy.http.rewrite;
