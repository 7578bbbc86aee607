/**
 * Backend with virtual messages of any size, generated while they are read.
 *
 * <p>In: a logged-in IMAP client. Out: bytes of a numbered pattern, which tests can verify by checksum.
 */
@NullMarked
package io.zimbraproxy.stub.mail.bulk;

import org.jspecify.annotations.NullMarked;
