/** Dialogues recorded from Zimbra's own proxy, for the tests that replay them. */
package io.zimbraproxy.proxy.recorded;
