/**
 * Bodies of HTTP/1.1 messages: reading and writing them with a length, in chunks, or until the connection ends (RFC 9112 section 6).
 */
package io.zimbraproxy.proxy.http.body;
