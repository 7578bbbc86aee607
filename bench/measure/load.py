"""One round: wrk asks, and what it costs everybody is read while it does."""

import json
import os
import subprocess
import time
from dataclasses import dataclass

from measure import cpu
from measure.peers import HOST
from measure.site import CONF, Failure, need

LEAD_SECONDS = 0.5
"""Time for connections and handshakes before the clock starts, and of load after it has stopped."""


SLICE_SECONDS = 5
WARM_SHARE = 0.05
"""A JVM is warm when its compiler takes less than this of its time."""


@dataclass(frozen=True)
class Round:
    """Microseconds of CPU per request, if not said otherwise."""

    cpu: float
    user: float
    system: float
    compiler: float
    load: float
    upstream: float
    others: float
    """Share of the machine used by processes that are not of this measurement."""
    requests: int
    connects: int
    """Connections made to the upstream."""
    per_second: float
    p50_ms: float
    p99_ms: float


class Load:
    def __init__(self, site, connections):
        self.upstream, self.connections, self.site = site.upstream, connections, site

    def run(self, scenario, peer, seconds):
        self.site.empty_logs()
        before = self.upstream.counts()[1]
        wrk = subprocess.Popen(
            self.command(scenario, peer, seconds + 2 * LEAD_SECONDS),
            env={**os.environ, **({"LD_PRELOAD": self.forgetful()} if scenario.full_handshake else {})},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            time.sleep(LEAD_SECONDS)
            start = self.sample(peer, wrk)
            time.sleep(seconds)
            end = self.sample(peer, wrk)
            said = wrk.communicate(timeout=60)[0]
        finally:
            if wrk.poll() is None:
                wrk.kill()
                wrk.wait()
        told = self.told(scenario, peer, said, self.upstream.counts()[1] - before)
        return self.round(start, end, told, scenario, peer)

    def warm_up(self, scenario, peer, seconds):
        """At least so long; on a busy machine up to four times that, until there is little left to compile."""
        if not peer.needs_warmup:
            self.run(scenario, peer, min(2, seconds))
            return
        slices = max(1, round(seconds / SLICE_SECONDS))
        for number in range(4 * slices):
            seen = self.run(scenario, peer, min(seconds, SLICE_SECONDS))
            if number + 1 >= slices and seen.compiler < WARM_SHARE * seen.cpu:
                return

    def command(self, scenario, peer, seconds):
        headers = [word for key, value in scenario.headers.items() for word in ("-H", f"{key}: {value}")]
        shape = ["-t1", f"-c{self.connections}", f"-d{int(seconds)}s", "--timeout", "10s", "-H", f"Host: {HOST}"]
        asked = [peer.url(scenario) + scenario.path, "--", scenario.method, str(scenario.body)]
        return [need("wrk"), *shape, *headers, "-s", CONF / "load.lua", *asked]

    def forgetful(self):
        """The library that makes wrk forget its TLS sessions."""
        library = self.site.folder / "full-handshake.so"
        if not library.exists():
            built = [need("cc"), "-O2", "-shared", "-fPIC", "-o", library, CONF / "full-handshake.c", "-ldl"]
            made = subprocess.run(built, capture_output=True, text=True)
            if made.returncode:
                raise Failure(f"cc: full-handshake.c was not compiled ({made.stderr.strip()})")
        return str(library)

    def sample(self, peer, wrk):
        if wrk.poll() is not None:
            raise Failure(f"wrk: ended at once; it said:\n  {wrk.stdout.read()}")
        connects, requests = self.upstream.counts()
        spent = [cpu.of_tree(each) for each in (peer.pid, wrk.pid, self.upstream.pid)]
        return time.monotonic(), connects, requests, cpu.of_machine(), *spent

    def told(self, scenario, peer, said, reached):
        """What wrk counted; every answer must have been right, and come from the upstream."""
        try:
            told = json.loads(said[said.index("{"):])
        except ValueError:
            raise Failure(f"wrk: no result for {scenario.name} of {peer.name}; it said:\n  {said}") from None
        where, answers = f"{peer.name}: {scenario.name} under load", told["requests"]
        errors = {what: count for what, count in told["errors"].items() if count}
        if errors or not answers:
            raise Failure(f"{where}: {answers} answers, errors {errors}; its log:\n  {self.site.said(peer.name)}")
        if told["bytes"] < answers * scenario.length:
            raise Failure(f"{where}: answers are too short ({told['bytes']} bytes in {answers})")
        if not 0 <= reached - answers <= 2 * self.connections:
            raise Failure(f"{where}: {answers} answers, but the upstream was asked {reached} times")
        return told

    @staticmethod
    def round(start, end, told, scenario, peer):
        passed, connects, requests, busy, spent, wrk, upstream = (b - a for a, b in zip(start, end))
        if requests <= 0:
            raise Failure(f"{peer.name}: {scenario.name}: no request came through while it was measured")
        scale = 1e6 / requests
        return Round(
            cpu=spent.total * scale,
            user=spent.user * scale,
            system=spent.system * scale,
            compiler=spent.compiler * scale,
            load=wrk.total * scale,
            upstream=upstream.total * scale,
            others=max(0.0, busy - spent.total - wrk.total - upstream.total) / passed / os.cpu_count(),
            requests=requests,
            connects=connects,
            per_second=told["requests"] / told["seconds"],
            p50_ms=told["p50"] / 1000,
            p99_ms=told["p99"] / 1000,
        )
