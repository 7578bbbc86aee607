"""Starts the proxy from its image archive in the sandbox, tests it from outside, and prints sizes, start time and memory.

    started.py PROXY.TAR JAVA STUB.JAR

Exits with code 1 and the reason if a check fails.
"""

import imaplib
import io
import json
import os
import pathlib
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tarfile
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
STARTS = int(os.environ.get("STARTS", "2"))
PATIENCE = 60
# Seconds after which the JVM has finished compiling.
REST = 3
# Memory of a small pod, and the collector that the JVM would select in it. Users add options with JAVA_TOOL_OPTIONS.
POD = "-XX:MaxRAM=512m -XX:+UseSerialGC"

MANIFEST = """
apiVersion: zimbraproxy.io/v1alpha1
kind: ZimbraProxy
metadata: {{name: check}}
spec:
  hostname: localhost
  listeners:
    - {{name: imaps, protocol: IMAPS, port: {imaps}, address: 127.0.0.1}}
    - {{name: https, protocol: HTTPS, port: {https}, address: 127.0.0.1}}
  tls: {{certificateRef: {{name: proxy}}}}
  lookup: {{handlers: ["https://localhost:{lookup}"], tls: {{caRef: {{name: authority}}}}}}
  upstream:
    tls: {{caRef: {{name: authority}}}}
    pools: [{{name: mailclient, servers: [{{host: localhost, httpsPort: {web}}}]}}]
  timeouts: {{drainSettle: 1s, drain: 5s}}
"""


class CheckFailed(Exception):
    """A check failed."""


def expect(holds, what):
    if not holds:
        raise CheckFailed(what)


def await_that(condition, process, what):
    end = time.monotonic() + PATIENCE
    while not condition():
        expect(process.poll() is None, f"ended with {process.returncode} before {what}")
        expect(time.monotonic() < end, f"not {what} in {PATIENCE} s")
        time.sleep(0.02)


def unpack(archive, root):
    """Unpacks the layers over each other, like a container engine; returns (content, compressed size, size) of each."""
    sizes = []
    with tarfile.open(archive) as image:
        for layer in json.load(image.extractfile("manifest.json"))[0]["Layers"]:
            packed = image.extractfile(layer).read()
            with tarfile.open(fileobj=io.BytesIO(packed)) as files:
                members = files.getmembers()
                files.extractall(root)
            tops = sorted({"/".join(m.name.strip("/").split("/")[:2]) for m in members if m.isfile()})
            sizes.append((" ".join(tops)[:60], len(packed), sum(m.size for m in members)))
    return sizes


def free_ports(*names):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in names]
    ports = {name: each.getsockname()[1] for name, each in zip(names, sockets)}
    for each in sockets:
        each.close()
    return ports


class Site:
    """The stand-in Zimbra, and the directory for /etc/zimbra-proxy of the proxy."""

    def __init__(self, folder, java, stub):
        self.config = folder / "config"
        secrets = self.config / "secrets"
        names = ["--ca-name", "authority", "proxy=localhost", "stub=localhost"]
        subprocess.run([java, "-jar", stub, "certificates", "--dir", secrets, *names], check=True, capture_output=True)
        ready = folder / "ports"
        serve = ["serve", "--ports", "0", "--lookup-tls", "--tls-dir", secrets / "stub", "--ready-file", ready]
        self.stub = subprocess.Popen([java, "-jar", stub, *serve], stdout=subprocess.DEVNULL)
        await_that(ready.exists, self.stub, "the stand-in Zimbra was ready")
        told = dict(line.split("=", 1) for line in ready.read_text().splitlines() if "=" in line)
        self.ports = free_ports("imaps", "https", "management")
        (self.config / "config").mkdir()
        manifest = MANIFEST.format(lookup=told["lookup.1"], web=told["mailbox-1.https"], **self.ports)
        (self.config / "config/zimbraproxy.yaml").write_text(manifest)
        # The same owner and permissions as in a pod.
        for path in [self.config, *self.config.rglob("*")]:
            os.chown(path, 0, 65532)
            path.chmod(0o750 if path.is_dir() else 0o440)

    def trust(self):
        return ssl.create_default_context(cafile=self.config / "secrets/authority/ca.crt")

    def close(self):
        self.stub.kill()
        self.stub.wait()


class Proxy:
    """One run of the image."""

    def __init__(self, root, site, log, options=POD):
        self.site, self.log = site, log
        arguments = ["--config", "/etc/zimbra-proxy/config/zimbraproxy.yaml", "--secrets-dir", "/etc/zimbra-proxy/secrets"]
        environment = {"JAVA_TOOL_OPTIONS": options, "QUARKUS_MANAGEMENT_PORT": str(site.ports["management"])}
        begin = time.monotonic()
        with open(log, "wb") as out:
            self.outer = subprocess.Popen(
                [HERE / "sandbox", root, site.config, "/usr/bin/zimbra-proxy", *arguments],
                env=environment | {"PATH": os.environ["PATH"]}, stdout=out, stderr=subprocess.STDOUT)
        try:
            await_that(self.ready, self.outer, "the proxy was ready")
        except CheckFailed as failed:
            self.kill()
            raise CheckFailed(f"{failed}:\n{log.read_text()}") from None
        self.seconds = time.monotonic() - begin
        self.pid = int(pathlib.Path(f"/proc/{self.outer.pid}/task/{self.outer.pid}/children").read_text().split()[0])
        used = self.proc("stat").rsplit(")", 1)[1].split()
        self.processor = (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")

    def ready(self):
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.site.ports['management']}/q/health/ready") as answer:
                return answer.status == 200
        except OSError:
            return False

    def proc(self, name):
        return pathlib.Path(f"/proc/{self.pid}/{name}").read_text()

    def memory(self):
        """Resident MiB, and anonymous MiB."""
        rows = dict(line.split(":") for line in self.proc("smaps_rollup").splitlines()[1:])
        return [int(rows[name].split()[0]) // 1024 for name in ("Rss", "Anonymous")]

    def stop(self):
        os.kill(self.pid, signal.SIGTERM)
        return self.outer.wait(PATIENCE)

    def kill(self):
        self.outer.kill()
        self.outer.wait()


def look(proxy, site):
    """Checks a running proxy."""
    status = dict(line.split(":\t", 1) for line in proxy.proc("status").splitlines() if ":\t" in line)
    expect(status["Uid"].split() == ["65532"] * 4, f"runs as {status['Uid']}")
    expect(all(int(status[name], 16) == 0 for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")), "has capabilities")
    expect(status["NoNewPrivs"].strip() == "1", "can get new privileges")
    mounts = [line.split() for line in proxy.proc("mountinfo").splitlines()]
    expect([m[5].split(",")[0] for m in mounts if m[4] == "/"] == ["ro"], "its root is writable")
    expect(any("noexec" in m[5] for m in mounts if m[4] == "/tmp"), "/tmp is not mounted with noexec")
    maps = proxy.proc("maps")
    for file in ("/app/app.aot", "/app/native/libnetty_tcnative", "/app/native/libnetty_transport_native_epoll"):
        expect(file in maps, f"{file} is not in use:\n{proxy.log.read_text()}")
    with imaplib.IMAP4_SSL("localhost", site.ports["imaps"], ssl_context=site.trust()) as mail:
        mail.login("alice@example.com", "secret-alice")
        expect(mail.select("INBOX")[0] == "OK", "cannot select INBOX through the proxy")
    url = f"https://localhost:{site.ports['https']}/home/alice@example.com/"
    with urllib.request.urlopen(url, context=site.trust()) as page:
        expect(page.status == 200, f"{url}: status {page.status}")


def run(archive, java, stub, folder):
    root = folder / "root"
    root.mkdir()
    # The files of a layer belong to root; the directory must be readable for all.
    folder.chmod(0o755)
    sizes = unpack(archive, root)
    print(f"{'layer':<62}{'packed MiB':>11}{'unpacked':>10}")
    for what, packed, unpacked in sizes:
        print(f"{what:<62}{packed / 2**20:>11.1f}{unpacked / 2**20:>10.1f}")
    print(f"{'all':<62}{sum(s[1] for s in sizes) / 2**20:>11.1f}{sum(s[2] for s in sizes) / 2**20:>10.1f}")
    site = Site(folder, java, stub)
    try:
        costs(root, site, folder / "log")
    finally:
        site.close()


def costs(root, site, log):
    print(f"\n{'start until ready':<24}{'seconds (best)':>16}{'CPU seconds':>13}{'resident MiB':>14}{'anonymous':>11}")
    for name, options in (("with AOT cache", POD), ("without AOT cache", POD + " -XX:AOTMode=off")):
        rows = []
        for start in range(STARTS):
            proxy = Proxy(root, site, log, options)
            try:
                time.sleep(REST)
                rows.append((proxy.seconds, proxy.processor, *proxy.memory()))
                if name == "with AOT cache" and start == 0:
                    look(proxy, site)
                code = proxy.stop()
                expect(code == 0, f"ended with {code} after SIGTERM:\n{log.read_text()}")
            finally:
                proxy.kill()
        best = min(rows)
        print(f"{name:<24}{best[0]:>16.2f}{best[1]:>13.2f}{best[2]:>14}{best[3]:>11}")


def main():
    archive, java, stub = sys.argv[1:]
    folder = pathlib.Path(tempfile.mkdtemp(prefix="zimbra-proxy-image-"))
    try:
        run(archive, java, stub, folder)
    except CheckFailed as failed:
        sys.exit(f"check: {failed}")
    finally:
        shutil.rmtree(folder)
    print("all checks passed: the proxy ran from the files of its image as user 65532, read-only, without capabilities, and handled a login, a request and SIGTERM")


main()
