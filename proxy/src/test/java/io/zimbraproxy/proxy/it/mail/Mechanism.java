package io.zimbraproxy.proxy.it.mail;

/** How a user logs in. */
enum Mechanism {
    /** IMAP's LOGIN, POP3's USER and PASS. */
    LOGIN,
    /** SASL PLAIN, RFC 4616. */
    PLAIN
}
