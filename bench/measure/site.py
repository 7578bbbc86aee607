"""What a run needs and leaves nothing of: a folder, free ports, a certificate, the processes it started."""

import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

CONF = Path(__file__).resolve().parent.parent / "conf"
PACKAGES = {
    "cc": "gcc libc6-dev",
    "haproxy": "haproxy",
    "java": "openjdk-17-jre-headless",
    "nginx": "nginx-light",
    "openssl": "openssl",
    "wrk": "wrk",
}


class Failure(Exception):
    """Where: what is wrong (what was seen); what to do."""


def find(program):
    """The path of a program, or None; servers are in sbin, which is not on everybody's path."""
    return shutil.which(program) or shutil.which(program, path="/usr/local/sbin:/usr/sbin:/sbin")


def need(program):
    path = find(program)
    if not path:
        raise Failure(f"{program} is missing; apt-get install {PACKAGES[program]}")
    return path


class Site:
    def __enter__(self):
        self.folder = Path(tempfile.mkdtemp(prefix="bench-http."))
        self.processes = []
        try:
            self.secret = self.folder / "secrets/bench-tls"
            self.secret.mkdir(parents=True)
            self.certificate = self.secret / "tls.crt"
            make_certificate(self.certificate, self.secret / "tls.key")
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            stop(process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def file(self, name, template, **values):
        """A file made from one of bench/conf, where @NAME@ stands for a value."""
        text = (CONF / template).read_text()
        for key, value in {**values, "DIR": self.folder}.items():
            text = text.replace(f"@{key}@", str(value))
        target = self.folder / name
        target.write_text(text)
        return target

    def start(self, name, *command):
        """Starts a program; what it says is in NAME.log."""
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [str(word) for word in command],
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.processes.append(process)
        return process

    def said(self, name):
        lines = (self.folder / f"{name}.log").read_text(errors="replace").splitlines()
        return "\n  ".join(lines[-15:])

    def empty_logs(self):
        """All programs append, so their logs can be cut at any time."""
        for log in self.folder.glob("*.log"):
            log.write_bytes(b"")


def make_certificate(certificate, key):
    names = "subjectAltName=DNS:localhost,DNS:mail.example.com"
    kind = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=mail.example.com", "-addext", names]
    command = [need("openssl"), "req", *kind, "-keyout", key, "-out", certificate]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        raise Failure(f"openssl: no certificate made ({made.stderr.strip()})")


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def stop(process):
    # The proxy drains at the first signal and ends at the second.
    for _ in range(2):
        process.terminate()
        try:
            process.wait(3)
            return
        except subprocess.TimeoutExpired:
            continue
    process.kill()
    process.wait()
