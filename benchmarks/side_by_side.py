"""What the benchmarks of the analysis stand on: times side by side in one process, and the machine's measured limit.

Only ratios are compared with bars: the other programs and the machine's limit are measured beside ours, turn by turn.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

if os.environ.pop("OPENBLAS_CORETYPE", None):  # begin anew, with the machine's own kernel instead of an older one
    os.execv(sys.executable, [sys.executable, *sys.argv])  # noqa: S606  (this very program)
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import numpy as np
from exempelby import shown
from threadpoolctl import threadpool_info

ROUNDS = 5
VARIES_AT_MOST = 0.25
TRIES = 3
PROBE = (2000, 7250)
PROBE_WORK = 2.0 * PROBE[0] * PROBE[1] * PROBE[0]

Work = Callable[[], object]
Tried = Mapping[str, float | str]


@dataclass
class Bar:
    """One ratio and what it must be; `least` says whether more is better."""

    goal: str
    what: str
    value: float
    must: float
    stretch: float | None = None
    least: bool = True

    @property
    def kept(self) -> bool:
        return self.value >= self.must if self.least else self.value <= self.must

    @property
    def verdict(self) -> str:
        if not self.kept:
            return "NOT KEPT"
        beyond = self.stretch is not None and (self.value >= self.stretch if self.least else self.value <= self.stretch)
        return "stretch" if beyond else "kept"


@dataclass
class Run:
    """One run of a benchmark: bars, figures for the record, and the machine's limit before, between and after."""

    bars: list[Bar] = field(default_factory=list)
    figures: dict[str, object] = field(default_factory=dict)
    probes: list[float] = field(default_factory=list)

    def probe(self) -> float:
        """Measure how many floating point operations a second a matrix product in single precision reaches."""
        random = np.random.default_rng(1)
        a = random.standard_normal(PROBE, dtype=np.float32)
        b = random.standard_normal(PROBE[::-1], dtype=np.float32)
        self.probes.append(PROBE_WORK / min(seconds(lambda: a @ b) for _round in range(4)))
        return self.probes[-1]

    @property
    def limit(self) -> float:
        """Operations a second: the best that was measured."""
        return max(self.probes)

    @property
    def varied(self) -> float:
        return max(self.probes) / min(self.probes) - 1 if self.probes else 0.0

    def at_least(self, goal: str, what: str, value: float, must: float, stretch: float | None = None) -> None:
        self.bars.append(Bar(goal, what, value, must, stretch))

    def at_most(self, goal: str, what: str, value: float, must: float, stretch: float | None = None) -> None:
        self.bars.append(Bar(goal, what, value, must, stretch, least=False))


def seconds(work: Work) -> float:
    """Do a work once and return how long it took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def interleaved(works: Mapping[str, Work], rounds: int = ROUNDS, once: tuple[str, ...] = ()) -> dict[str, float]:
    """Do several works in turn, round by round; return the best time of each. Those in `once` are done once."""
    best = dict.fromkeys(works, float("inf"))
    for turn in range(rounds):
        for name, work in works.items():
            if turn == 0 or name not in once:
                best[name] = min(best[name], seconds(work))
    return best


def slope(sizes: list[float], times: list[float]) -> float:
    """Return how time grows with size: the slope of the straight line through the logarithms."""
    return float(np.polyfit(np.log(sizes), np.log(times), 1)[0])


def peak_memory() -> float:
    """Return the most memory that this process has held, in GB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1e6


def forget_peak_memory() -> None:
    """Begin to measure the most memory held anew."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def judged(measure: Callable[[Run], None]) -> int:
    """Run a benchmark, again if the machine's limit moved meanwhile; print table and JSON, return the exit code.

    The last try is printed even if it is void too, but then it is no answer: the exit code is 1.
    """
    for library in threadpool_info():
        print(f"{library['internal_api']} {library['version']}: {library.get('architecture', '?')}, "
              f"{library['num_threads']} threads; numpy {np.__version__}")  # fmt: skip
    for attempt in range(1, TRIES + 1):
        run = Run()
        measure(run)
        if run.varied <= VARIES_AT_MOST:
            break
        print(f"Try {attempt} is void: the machine's limit varied by {run.varied:.0%}, at most {VARIES_AT_MOST:.0%}.")
    if run.probes:
        print(f"machine's limit: {run.limit / 1e9:.0f} GF/s in single precision, varied by {run.varied:.0%}")
    for name, figure in run.figures.items():
        print(f"{name}: {_short(figure)}")
    rows = [
        (bar.goal, bar.what, f"{bar.value:.3g}", "≥" if bar.least else "≤", bar.must,
         "–" if bar.stretch is None else bar.stretch, bar.verdict)
        for bar in run.bars
    ]  # fmt: skip
    print(shown(rows, ("goal", "what", "measured", "", "must", "stretch", "")))
    bars = [
        {"goal": bar.goal, "what": bar.what, "value": round(bar.value, 4), "must": bar.must, "stretch": bar.stretch,
         "kept": bar.kept}
        for bar in run.bars
    ]  # fmt: skip
    print(
        json.dumps({"bars": bars, "figures": run.figures, "limit_gf": [round(probe / 1e9, 1) for probe in run.probes]})
    )
    return int(run.varied > VARIES_AT_MOST or not all(bar.kept for bar in run.bars))


def _short(figure: object) -> str:
    if isinstance(figure, dict):
        return ", ".join(f"{name} {_short(part)}" for name, part in figure.items())
    return f"{figure:.4g}" if isinstance(figure, float) else str(figure)
