from __future__ import annotations

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from styrhjul.engine.packs.faults import Fault, FaultCode, PackError
from styrhjul.engine.packs.loader import SHIPPED, load, load_bytes, load_file, load_stream, shipped_keys
from styrhjul.engine.packs.positions import MOST_BYTES
from styrhjul.engine.packs.schema import Pack


def test_common_and_orebro_are_shipped():
    assert {"common", "orebro"} <= set(shipped_keys())


@pytest.mark.parametrize("key", shipped_keys())
def test_every_shipped_pack_loads_and_is_called_as_its_file(key):
    assert load(key).key == key


@pytest.mark.parametrize("key", ["nowhere", "../schema", "", "/etc/passwd", "common.yaml"])
def test_an_unknown_key_names_the_shipped_packs(key):
    with pytest.raises(PackError) as caught:
        load(key)
    assert caught.value.faults[0].code is FaultCode.NAME
    assert "common" in caught.value.faults[0].mend


def test_a_file_and_an_upload_give_the_same_pack():
    path = SHIPPED / "orebro.yaml"
    assert load_file(path) == load_bytes("upload.yaml", path.read_bytes()) == load("orebro")


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path):
    for path in (tmp_path / "missing.yaml", tmp_path):
        with pytest.raises(PackError) as caught:
            load_file(path)
        assert caught.value.faults[0].code is FaultCode.UNREADABLE
        assert str(tmp_path) not in str(caught.value)


class Endless(io.RawIOBase):
    """Fifty megabytes that count how much of them was read."""

    def __init__(self) -> None:
        self.given = 0

    def read(self, size: int = -1) -> bytes:
        given = 50_000_000 if size < 0 else size
        self.given += given
        return b"#" * given


def test_fifty_megabytes_are_refused_without_reading_on():
    stream = Endless()
    with pytest.raises(PackError) as caught:
        load_stream("huge.yaml", stream)
    assert caught.value.faults[0].code is FaultCode.TOO_LARGE
    assert stream.given <= MOST_BYTES + 1


def test_a_month_of_faults_is_told_at_once(orebro, faults_of):
    text = orebro.replace("order: 1", "order: one", 1).replace("role: unit_manager", "role: nobody")
    text = text.replace("  start_angle: 0", "  start_angel: 0")
    codes = {fault.code for fault in faults_of(text)}
    assert codes >= {FaultCode.WRONG_TYPE, FaultCode.DANGLING, FaultCode.UNKNOWN}


def test_a_section_that_is_left_out_comes_from_common(orebro):
    text = orebro[: orebro.index("\nladder:")] + "\n"
    assert load_bytes("mine.yaml", text.encode()).ladder == load("common").ladder


LINES = (SHIPPED / "orebro.yaml").read_text(encoding="utf-8").splitlines()
CHANGES = st.sampled_from(["delete", "double", "indent", "dedent", "value", "cut", "swap"])
VALUES = st.sampled_from(
    ["", "~", "true", "-7", "999999999999", "[]", "{}", "[a, [b]]", "{a: b}", "&a x", "*a", "!!python/none x",
     '"\\0"', "'",
     "no", "2014-02-31", "{key: x}", "- x", "? x", "%", "@", "unit", "council", '"#12"', "\t", "\u2028", '"\\ud800"']
)  # fmt: skip


def changed(lines: list[str], change: str, at: int, value: str) -> list[str]:
    line = lines[at]
    if change == "delete":
        return [*lines[:at], *lines[at + 1 :]]
    if change == "double":
        return [*lines[: at + 1], *lines[at:]]
    if change == "swap":
        other = (at * 7) % len(lines)
        lines = list(lines)
        lines[at], lines[other] = lines[other], lines[at]
        return lines
    new = {
        "indent": f"  {line}",
        "dedent": line[2:],
        "value": f"{line.partition(':')[0]}: {value}",
        "cut": line[: len(line) // 2],
    }
    return [*lines[:at], new[change], *lines[at + 1 :]]


@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(CHANGES, st.integers(0, len(LINES) - 1), VALUES), min_size=1, max_size=6))
def test_a_mutilated_pack_loads_or_raises_packerror_and_nothing_else(changes):
    check_mutilated(changes)


@pytest.mark.soak
@settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(CHANGES, st.integers(0, len(LINES) - 1), VALUES), min_size=1, max_size=12))
def test_a_mutilated_pack_never_breaks_the_loader_at_full_figures(changes):
    check_mutilated(changes)


def check_mutilated(changes: list[tuple[str, int, str]]) -> None:
    lines = LINES
    for change, at, value in changes:
        lines = changed(lines, change, at % len(lines), value)
    faults: list[Fault] = []
    try:
        assert isinstance(load_bytes("mine.yaml", "\n".join(lines).encode()), Pack)
    except PackError as error:
        faults = error.faults
    for fault in faults:
        assert fault.message
        assert fault.mend
        assert fault.file in {"mine.yaml", "common.yaml"}
        assert fault.line >= 1


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode(errors="replace"))))
def test_any_bytes_at_all_raise_packerror(raw):
    with pytest.raises(PackError):
        load_bytes("noise.yaml", raw)
