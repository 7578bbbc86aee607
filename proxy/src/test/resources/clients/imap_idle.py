"""Waits in IDLE (RFC 2177) for one new message and copies it; arguments as in imap_read.py.

IDLE is spoken by hand: imaplib has it since Python 3.14 only.
"""

import pathlib
import re
import sys

import imap_login


def line_like(client, pattern):
    while True:
        line = client.readline()
        if not line:
            sys.exit(f"the connection ended before a line like {pattern}")
        found = re.match(pattern, line)
        if found:
            return found


folder = pathlib.Path(sys.argv[1])
client = imap_login.login(*sys.argv[2:])
client.select("INBOX")
client.send(b"wait IDLE\r\n")
line_like(client, rb"\+ ")
print("idling", flush=True)
number = line_like(client, rb"\* (\d+) EXISTS\r\n")[1]
client.send(b"DONE\r\n")
line_like(client, rb"wait OK ")
(folder / number.decode()).write_bytes(client.fetch(number, "(BODY.PEEK[])")[1][0][1])
client.logout()
