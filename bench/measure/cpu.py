"""CPU time of processes, from /proc."""

import os
from dataclasses import dataclass
from pathlib import Path

TICK = 1 / os.sysconf("SC_CLK_TCK")
COMPILERS = ("C1 CompilerThre", "C2 CompilerThre")


@dataclass(frozen=True)
class Cpu:
    """Seconds; the compiler's are part of the two others."""

    user: float = 0.0
    system: float = 0.0
    compiler: float = 0.0

    @property
    def total(self):
        return self.user + self.system

    def __add__(self, other):
        return Cpu(self.user + other.user, self.system + other.system, self.compiler + other.compiler)

    def __sub__(self, other):
        return Cpu(self.user - other.user, self.system - other.system, self.compiler - other.compiler)


def fields(stat):
    """Name and the fields behind it of a stat file; a name may hold blanks and parentheses."""
    text = stat.read_text()
    name, _, rest = text.partition("(")[2].rpartition(")")
    return name, rest.split()


def seconds(rest):
    return int(rest[11]) * TICK, int(rest[12]) * TICK


def tree(pid):
    """The process and all below it."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents.setdefault(int(fields(stat)[1][1]), []).append(int(stat.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    found = [pid]
    for each in found:
        found += parents.get(each, [])
    return found


def of_process(pid):
    user, system = seconds(fields(Path(f"/proc/{pid}/stat"))[1])
    compiler = 0.0
    for stat in Path(f"/proc/{pid}/task").glob("*/stat"):
        try:
            name, rest = fields(stat)
        except (FileNotFoundError, ProcessLookupError):
            continue
        if name in COMPILERS:
            compiler += sum(seconds(rest))
    return Cpu(user, system, compiler)


def of_tree(pid):
    return sum((of_process(each) for each in tree(pid)), Cpu())


def of_machine():
    """Seconds in which the machine's cores were busy, or taken away by its host."""
    user, nice, system, _idle, _wait, irq, soft, steal = (
        int(field) * TICK for field in Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    )
    return user + nice + system + irq + soft + steal
