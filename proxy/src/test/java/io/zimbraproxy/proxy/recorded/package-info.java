/** Readers of the dialogues recorded from Zimbra's own proxy. */
package io.zimbraproxy.proxy.recorded;
