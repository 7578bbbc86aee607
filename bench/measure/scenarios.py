"""What is asked of every peer."""

from dataclasses import dataclass, field

SMALL = 200
TOKEN_DATA = b"id=36:9c2f1a70-5d3e-4b8a-8f61-0a7d2c4e9b13;exp=13:1234567890123;type=6:zimbra;"
TOKEN = f"0_{'5a' * 20}_{TOKEN_DATA.hex()}"
COOKIE = {"Cookie": f"ZM_AUTH_TOKEN={TOKEN}"}
CLOSE = {"Connection": "close"}


@dataclass(frozen=True)
class Scenario:
    name: str
    what: str
    path: str = "/zimbra/small"
    tls: bool = False
    headers: dict = field(default_factory=dict)
    body: int = 0
    """Bytes that are sent."""
    length: int = SMALL
    """Bytes of the answer's body."""
    lookup: bool = False
    """Whether the proxy has to ask its lookup handler, once."""
    full_handshake: bool = False
    """Whether the load generator forgets its TLS sessions."""

    @property
    def method(self):
        return "POST" if self.body else "GET"


BIG = {"path": "/zimbra/100k.bin", "length": 102_400}

SCENARIOS = (
    Scenario("http-get", "GET, 200 bytes"),
    Scenario("http-token", "GET with ZM_AUTH_TOKEN, 200 bytes", headers=COOKIE, lookup=True),
    Scenario("http-100k", "GET, 100 KiB", **BIG),
    Scenario("http-post10k", "POST of 10 KiB", path="/service/soap/GetInfoRequest", body=10_240),
    Scenario("https-get", "GET, 200 bytes, TLS 1.3", tls=True),
    Scenario("https-100k", "GET, 100 KiB, TLS 1.3", tls=True, **BIG),
    Scenario("https-new", "GET, 200 bytes, full handshake each", tls=True, full_handshake=True, headers=CLOSE),
    Scenario("https-again", "GET, 200 bytes, new connection each, last session offered", tls=True, headers=CLOSE),
)
OPTIONAL = ("https-new", "https-again")
