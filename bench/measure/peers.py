"""The upstream that all share, and the proxies that are measured before it."""

import http.client
import os
import shlex
import ssl
import time

from measure.lookup import LookupHandler
from measure.scenarios import SCENARIOS, SMALL
from measure.site import Failure, find, free_ports, need

HOST = "mail.example.com"
START_SECONDS = 60
BUFFERS = "proxy_buffer_size 16k; proxy_buffers 8 128k; proxy_busy_buffers_size 256k;"
NGINX = {"nginx-1": (1, ""), "nginx-2": (2, ""), "nginx-buf": (1, BUFFERS)}
"""Workers, and what else is in the configuration."""


class Peer:
    needs_warmup = False

    def __init__(self, site, name, http_port, https_port):
        self.site, self.name, self.cipher, self.asked = site, name, None, 0
        self.http_port, self.https_port = http_port, https_port

    def start(self, *command):
        self.process = self.site.start(self.name, *command)
        self.pid = self.process.pid
        return self

    def url(self, scenario):
        # By its name, so that a server name goes with the TLS hello.
        return f"https://localhost:{self.https_port}" if scenario.tls else f"http://127.0.0.1:{self.http_port}"

    def ask(self, scenario):
        """Status and length of the body of one answer."""
        if scenario.tls:
            trust = ssl.create_default_context(cafile=self.site.certificate)
            link = http.client.HTTPSConnection("localhost", self.https_port, timeout=10, context=trust)
        else:
            link = http.client.HTTPConnection("127.0.0.1", self.http_port, timeout=10)
        try:
            headers = {"Host": HOST, **scenario.headers}
            link.request(scenario.method, scenario.path, b"x" * scenario.body or None, headers)
            answer = link.getresponse()
            if scenario.tls and link.sock:
                self.cipher = f"{link.sock.version()} {link.sock.cipher()[0]}"
            return answer.status, len(answer.read())
        finally:
            link.close()

    def await_ready(self):
        for scenario in (SCENARIOS[0], next(s for s in SCENARIOS if s.tls)) if self.https_port else SCENARIOS[:1]:
            end = time.monotonic() + START_SECONDS
            while True:
                try:
                    self.ask(scenario)
                    break
                except (OSError, http.client.HTTPException) as fault:
                    if self.process.poll() is not None or time.monotonic() > end:
                        raise Failure(f"{self.name}: did not start ({fault}); its log:\n  {self.site.said(self.name)}")
                    time.sleep(0.05)
        return self

    def check(self, scenario):
        seen = self.ask(scenario)
        if seen != (200, scenario.length):
            raise Failure(
                f"{self.name}: {scenario.name} wants status 200 with {scenario.length} bytes"
                f" (saw {seen[0]} with {seen[1]}); its log:\n  {self.site.said(self.name)}"
            )
        if scenario.tls and not (self.cipher or "TLSv1.3").startswith("TLSv1.3"):
            raise Failure(f"{self.name}: {scenario.name} wants TLS 1.3 (saw {self.cipher})")


class Upstream(Peer):
    """Counts the requests and connections that reach it."""

    def __init__(self, site):
        port, self.status_port = free_ports(2)
        super().__init__(site, "upstream", port, None)
        (site.folder / "100k.bin").write_bytes(os.urandom(102_400))
        conf = site.file("upstream.conf", "upstream.conf", PORT=port, STATUS=self.status_port, BODY="x" * SMALL)
        self.start(*nginx(site, self.name, conf)).await_ready()

    def counts(self):
        """(connections, requests) so far, without its own."""
        link = http.client.HTTPConnection("127.0.0.1", self.status_port, timeout=10)
        link.request("GET", "/")
        accepted, _, requests = link.getresponse().read().split(b"\n")[2].split()
        link.close()
        self.asked += 1
        return int(accepted) - self.asked, int(requests) - self.asked


class Proxy(Peer):
    """Ours."""

    needs_warmup = True

    def check(self, scenario):
        super().check(scenario)
        if scenario.lookup and not self.lookup.asked:
            raise Failure(f"{self.name}: {scenario.name} did not ask the lookup handler; the token is not understood")


def nginx(site, name, conf):
    user = " user root;" if os.geteuid() == 0 else ""
    return need("nginx"), "-p", site.folder, "-e", site.folder / f"{name}.log", "-c", conf, "-g", f"daemon off;{user}"


def start_peers(site, given):
    for program in ("wrk", "nginx", "java"):
        need(program)
    for jar in given.jars.values():
        if not jar.is_file():
            raise Failure(f"{jar}: not there; ./mvnw -DskipTests package makes it, --proxy-jar names another")
    site.upstream = upstream = Upstream(site)
    there = [*NGINX, *(["haproxy"] if find("haproxy") else [])]
    wanted = there if given.peers is None else given.peers.split(",")
    peers = []
    for name in wanted:
        http_port, https_port = free_ports(2)
        ports = {"HTTP": http_port, "HTTPS": https_port, "UPSTREAM": upstream.http_port}
        peer = Peer(site, name, http_port, https_port)
        if name in NGINX:
            workers, more = NGINX[name]
            conf = site.file(f"{name}.conf", "nginx.conf", **ports, WORKERS=workers, MORE=more, NAME=name)
            peer.start(*nginx(site, name, conf))
        elif name == "haproxy":
            key = (site.secret / "tls.key").read_text()
            (site.folder / "haproxy.pem").write_text(site.certificate.read_text() + key)
            peer.start(need("haproxy"), "-db", "-f", site.file("haproxy.cfg", "haproxy.cfg", **ports))
        else:
            raise Failure(f"{name}: no such peer; there are {', '.join(NGINX)}, haproxy")
        peers.append(peer.await_ready())
    return peers + [start_proxy(site, name, jar, upstream, given) for name, jar in given.jars.items()]


def start_proxy(site, name, jar, upstream, given):
    http_port, https_port, management = free_ports(3)
    peer = Proxy(site, name, http_port, https_port)
    # One each, to see who has asked.
    peer.lookup = LookupHandler(upstream.http_port)
    ports = {"HTTP": http_port, "HTTPS": https_port, "UPSTREAM": upstream.http_port, "LOOKUP": peer.lookup.port}
    manifest = site.file(f"{name}.yaml", "proxy.yaml", **ports)
    at = [f"-Dquarkus.management.port={management}", "-Dquarkus.management.host=127.0.0.1"]
    command = [need("java"), *shlex.split(given.java_opts), *at, "-jar", jar]
    return peer.start(*command, "--config", manifest, "--secrets-dir", site.folder / "secrets").await_ready()
