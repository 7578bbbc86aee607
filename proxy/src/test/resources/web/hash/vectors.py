#!/usr/bin/env python3
"""Writes address-hash.tsv in its own folder: for 1,000 client addresses, the servers that Zimbra's nginx selects.

nginx hashes the bytes of the address, 4 for IPv4 and 16 for IPv6:

    h = 89;  for each byte b:  h = (h * 113 + b) mod 6271;  server = h mod servers

If that server is down, it hashes the same bytes again, starting from the last h, up to 20 times in total. The proxy does this step by step.
This reference computes the polynomial that the steps add up to, over the bytes repeated as often as needed, and
takes the remainder at the end. Before it writes the file, it checks that it agrees with every recorded choice of Zimbra's own proxy
(recorded/zimbra-transcripts.json).

Columns: address, number of servers, choice, choice if that server is down. Of the first 400 rows, which are loopback addresses, 250 have
5 servers and 150 have 3: the integration tests use them. The output is always the same: python3 vectors.py
"""

import ipaddress
import json
import pathlib
import random

TRIES = 20


def hash_after(address, rounds):
    """The hash once the bytes were gone over so often."""
    data = ipaddress.ip_address(address).packed * rounds
    power = len(data)
    terms = (byte * 113 ** (power - 1 - place) for place, byte in enumerate(data))
    return (89 * 113 ** power + sum(terms)) % 6271


def choices(address, servers):
    return [hash_after(address, rounds) % servers for rounds in range(1, TRIES + 1)]


def row(address, servers):
    first, *others = choices(address, servers)
    return first, next((other for other in others if other != first), None)


def agree_with_recording(file):
    vectors = json.loads(file.read_text())["hash_vectors"]
    for address, servers, choice in vectors["ip_hash"]:
        assert row(address, servers)[0] == choice, address
    for address, servers, down, instead in vectors["ip_hash_next"]:
        assert row(address, servers) == (down, instead), address


def addresses(dice):
    """Pairs of an address and a number of servers, no address twice."""
    seen = set()
    kinds = [
        (250, lambda: ipaddress.IPv4Address(0x7F000000 + dice.randrange(0x010000, 0xFFFFFF)), lambda: 5),
        (150, lambda: ipaddress.IPv4Address(0x7F000000 + dice.randrange(0x010000, 0xFFFFFF)), lambda: 3),
        (100, lambda: ipaddress.IPv4Address(dice.getrandbits(32)), lambda: dice.randrange(2, 20)),
        (200, lambda: ipaddress.IPv6Address(0x20010DB8 << 96 | dice.getrandbits(64)), lambda: dice.randrange(2, 20)),
        (300, lambda: ipaddress.IPv6Address(dice.getrandbits(128)), lambda: dice.randrange(2, 20)),
    ]
    for count, make, servers in kinds:
        while count:
            address = make()
            pair = str(address), servers()
            # Nobody may live at the end of a network, and a choice for which 20 tries do not do is no choice.
            usable = address.packed[-1] not in (0, 255) and row(*pair)[1] is not None
            if usable and address not in seen:
                seen.add(address)
                count -= 1
                yield pair


def main():
    here = pathlib.Path(__file__).resolve().parent
    agree_with_recording(here.parent.parent / "recorded" / "zimbra-transcripts.json")
    with open(here / "address-hash.tsv", "w") as out:
        for address, servers in addresses(random.Random(6271)):
            first, second = row(address, servers)
            out.write(f"{address}\t{servers}\t{first}\t{second}\n")


if __name__ == "__main__":
    main()
