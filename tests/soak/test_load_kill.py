"""A load of statistics is killed at a hundred moments: the old build serves on, and the next load gets it all."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from styrhjul.engine.store import Store
from styrhjul.engine.store.store import BUNDLED_VALUES

pytestmark = pytest.mark.soak
ROOT = Path(__file__).resolve().parents[2]
KILLS, SEED = 100, 7
LOAD = "import sys; from styrhjul.engine.store.commands import main; sys.exit(main(sys.argv[1:]))"
OLD = "indicator,area,period,sex,value\nN15428,1880,2022,T,1.5\nN15428,0180,2022,T,2.5\n"


def begin_load(folder: Path) -> subprocess.Popen[bytes]:
    """Start the command that loads the bundled values in place of the old ones, in a session of its own."""
    command = [sys.executable, "-c", LOAD, "--folder", str(folder), "load", str(BUNDLED_VALUES), "--replace"]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def kill_after(load: subprocess.Popen[bytes], seconds: float) -> bool:
    """Kill the load once so long has passed; tell whether it had ended by itself before."""
    with suppress(subprocess.TimeoutExpired):
        load.wait(timeout=seconds)
        return True
    os.killpg(load.pid, signal.SIGKILL)
    load.wait()
    return False


def content_of(folder: Path) -> str:
    """Return a digest of every row of a few indicators and of how much there is in all."""
    reader = Store(folder).reader()
    status = reader.status()
    rows = [reader.export(indicator) for indicator in ("N15428", "N03920", "N01951")]
    said = (status.values, status.indicators, status.areas, status.first_period, status.last_period, rows)
    return hashlib.sha256(repr(said).encode()).hexdigest()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with a build of two values."""
    values = tmp_path / "old.csv"
    values.write_text(OLD)
    Store(tmp_path / "old").load(values)
    return tmp_path / "old"


def test_a_hundred_kills_leave_the_old_build_or_the_new_one_whole(old, tmp_path):
    whole, dice = tmp_path / "whole", random.Random(SEED)
    shutil.copytree(old, whole)
    began = time.monotonic()
    assert begin_load(whole).wait() == 0
    span = time.monotonic() - began
    before, after = content_of(old), content_of(whole)
    assert before != after
    folder = tmp_path / "killed"
    shutil.copytree(old, folder)
    cut = finished = 0
    while cut < KILLS:
        done = kill_after(begin_load(folder), dice.uniform(0.1, span))
        found = content_of(folder)
        assert found == (after if done else before) or (not done and found == after)
        cut, finished = cut + (not done), finished + done
        if found == after:
            shutil.rmtree(folder)
            shutil.copytree(old, folder)
    assert begin_load(folder).wait() == 0
    assert content_of(folder) == after
    sys.stdout.write(
        f"{cut} loads cut off within {span:.1f} s, {finished} ended before: the old build served each time\n"
    )
