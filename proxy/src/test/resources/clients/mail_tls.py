"""The client side of TLS: it trusts only the certificates of the given authority."""

import ssl


def context(authority):
    return ssl.create_default_context(cafile=authority)
