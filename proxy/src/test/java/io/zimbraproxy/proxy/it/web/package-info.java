/**
 * Tests of HTTP: routing, header rules, malformed messages, bodies, WebSockets, pools of servers and real web clients. The cases
 * are in {@code src/test/resources/web}.
 */
package io.zimbraproxy.proxy.it.web;
