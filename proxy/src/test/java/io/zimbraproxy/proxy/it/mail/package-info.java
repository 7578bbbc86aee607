/**
 * Tests of mail sessions: logins, relayed bytes, real mail clients and mailbox servers, and the dialogues in
 * {@code src/test/resources/dialogues}.
 */
package io.zimbraproxy.proxy.it.mail;
