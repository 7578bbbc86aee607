/**
 * Tests of limits on connections, logins, failed logins and sessions, and of the memory that clients use before login.
 */
package io.zimbraproxy.proxy.it.limits;
