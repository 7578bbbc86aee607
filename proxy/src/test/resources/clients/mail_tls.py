"""The client's side of TLS: no certificate is believed but those of the authority given."""

import ssl


def context(authority):
    return ssl.create_default_context(cafile=authority)
