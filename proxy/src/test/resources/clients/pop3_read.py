"""Copies the mailbox by poplib: pop3_read.py FOLDER HOST PORT SECURITY AUTHORITY MECHANISM USER PASSWORD"""

import base64
import pathlib
import poplib
import sys

import mail_tls


def connect(host, port, security, authority):
    if security == "TLS":
        return poplib.POP3_SSL(host, int(port), context=mail_tls.context(authority))
    client = poplib.POP3(host, int(port))
    if security == "UPGRADE":
        client.stls(mail_tls.context(authority))
    return client


def login(client, mechanism, user, password):
    if mechanism == "LOGIN":
        client.user(user)
        client.pass_(password)
    else:
        # poplib has no SASL of its own.
        client._shortcmd(f"AUTH {mechanism}")
        client._shortcmd(base64.b64encode(f"\0{user}\0{password}".encode()).decode())


folder = pathlib.Path(sys.argv[1])
client = connect(*sys.argv[2:6])
login(client, *sys.argv[6:])
for number in range(1, client.stat()[0] + 1):
    lines = client.retr(number)[1]
    (folder / str(number)).write_bytes(b"".join(line + b"\r\n" for line in lines))
client.quit()
