"""Tables for people, JSON for programs."""

import os
import platform
import subprocess
from dataclasses import asdict, fields
from statistics import median

from measure.load import Round
from measure.scenarios import SCENARIOS
from measure.site import find

VERSIONS = {"java": "-version", "nginx": "-v", "haproxy": "-v", "wrk": "-v"}


def version(program):
    told = subprocess.run([program, VERSIONS[program.rsplit("/", 1)[-1]]], capture_output=True, text=True)
    return (told.stdout + told.stderr).splitlines()[0].strip()


def machine(site, peers, given):
    if any(scenario.tls for scenario in given.chosen):
        for peer in peers:
            peer.ask(next(s for s in SCENARIOS if s.tls))
    programs = {name: version(find(name)) for name in VERSIONS if find(name)}
    ciphers = {peer.name: peer.cipher for peer in peers if peer.cipher}
    load = os.getloadavg()[0]
    lines = [
        f"{os.cpu_count()} cores, Linux {platform.release()}, load average {load:.1f} before",
        *programs.values(),
        f"{given.connections} connections, {given.rounds} rounds of {given.seconds} s, warm-up {given.warmup} s",
        *([f"JVM options: {given.java_opts}"] if given.java_opts else []),
        *[f"{name}: {cipher}" for name, cipher in ciphers.items()],
    ]
    return {
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "load_before": load,
        "programs": programs,
        "ciphers": ciphers,
        "rounds": given.rounds,
        "seconds": given.seconds,
        "warmup": given.warmup,
        "connections": given.connections,
        "java_opts": given.java_opts,
        "jars": {name: str(jar) for name, jar in given.jars.items()},
        "lines": lines,
    }


def middle(rounds):
    return Round(**{each.name: median(getattr(one, each.name) for one in rounds) for each in fields(Round)})


def ratios(rounds, base):
    """Of each round, so that what slows the machine for a while slows both sides of it: (low, median, high)."""
    each = sorted(a.cpu / b.cpu for a, b in zip(rounds, base))
    return each[0], median(each), each[-1]


def ratio_text(rounds, base):
    low, mid, high = ratios(rounds, base)
    return f"{mid:.2f} ({low:.2f}-{high:.2f})"


def bases(results):
    return [name for name in results if name.startswith("nginx")]


def print_scenario(scenario, results):
    beside = bases(results)
    print(f"\n{scenario.name}: {scenario.what}")
    titles = "".join(f"{'x ' + name:>20}" for name in beside)
    print(f"{'':10}{'us/request':>10}{'user':>8}{'system':>8}{'jit':>7}{titles}{'req/s':>9}{'p50 ms':>8}{'p99 ms':>8}")
    for name, rounds in results.items():
        m = middle(rounds)
        cells = "".join(f"{ratio_text(rounds, results[base]):>20}" for base in beside)
        print(
            f"{name:10}{m.cpu:10.1f}{m.user:8.1f}{m.system:8.1f}{m.compiler:7.1f}{cells}"
            f"{m.per_second:9.0f}{m.p50_ms:8.2f}{m.p99_ms:8.2f}"
        )
    every = [one for rounds in results.values() for one in rounds]
    print(
        f"{'':10}load generator {median(one.load for one in every):.1f} us/request,"
        f" upstream {median(one.upstream for one in every):.1f};"
        f" other processes: {median(one.others for one in every):.0%} of the machine,"
        f" at most {max(one.others for one in every):.0%}",
        flush=True,
    )
    for name, rounds in results.items():
        m = middle(rounds)
        if m.connects > m.requests / 100:
            print(f"{'':10}{name} makes a connection to the upstream for {m.connects / m.requests:.0%} of the requests")


def as_json(about, results):
    scenarios = {}
    for scenario, peers in results.items():
        beside = bases(peers)
        scenarios[scenario] = {
            name: {
                "median": asdict(middle(rounds)),
                "ratio": {base: dict(zip(("low", "median", "high"), ratios(rounds, peers[base]))) for base in beside},
                "rounds": [asdict(one) for one in rounds],
            }
            for name, rounds in peers.items()
        }
    return {**{key: value for key, value in about.items() if key != "lines"}, "scenarios": scenarios}
