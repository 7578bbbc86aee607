package io.zimbraproxy.proxy.it.mail;

/** A login mechanism. */
enum Mechanism {
    /** LOGIN of IMAP, USER and PASS of POP3. */
    LOGIN,
    /** SASL PLAIN (RFC 4616). */
    PLAIN
}
