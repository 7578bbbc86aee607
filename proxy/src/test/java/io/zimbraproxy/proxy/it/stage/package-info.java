/**
 * Sites, servers, clients and programs that the integration tests share. {@code SiteExtension} starts a site for a test
 * class.
 */
package io.zimbraproxy.proxy.it.stage;
