"""A logged-in IMAP connection."""

import imaplib

import mail_tls


def connect(host, port, security, authority):
    if security == "TLS":
        return imaplib.IMAP4_SSL(host, int(port), ssl_context=mail_tls.context(authority))
    client = imaplib.IMAP4(host, int(port))
    if security == "UPGRADE":
        client.starttls(mail_tls.context(authority))
    return client


def login(host, port, security, authority, mechanism, user, password):
    client = connect(host, port, security, authority)
    if mechanism == "LOGIN":
        client.login(user, password)
    else:
        client.authenticate(mechanism, lambda challenge: f"\0{user}\0{password}".encode())
    return client
