"""Copies the inbox by imaplib: imap_read.py FOLDER HOST PORT SECURITY AUTHORITY MECHANISM USER PASSWORD"""

import pathlib
import sys

import imap_login

folder = pathlib.Path(sys.argv[1])
client = imap_login.login(*sys.argv[2:])
client.select("INBOX", readonly=True)
numbers = client.search(None, "ALL")[1][0].split()
for number in numbers:
    answer = client.fetch(number, "(BODY.PEEK[])")[1]
    (folder / number.decode()).write_bytes(answer[0][1])
client.logout()
