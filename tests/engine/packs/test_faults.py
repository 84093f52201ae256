from __future__ import annotations

from styrhjul.engine.packs.faults import MOST_FAULTS, Fault, FaultCode, PackError, dotted


def fault(line: int, key: str = "wheel") -> Fault:
    return Fault("a.yaml", line, key, "is wrong", "write it right")


def test_a_fault_reads_as_one_line():
    assert str(fault(9)) == "a.yaml:9: wheel: is wrong – mend: write it right"
    assert str(fault(9, "")) == "a.yaml:9: is wrong – mend: write it right"


def test_an_error_lists_each_place_once():
    assert str(PackError([fault(1), fault(1), fault(2)])).count("\n") == 1


def test_an_endless_list_is_cut_and_says_how_much_is_left():
    faults = PackError(fault(line) for line in range(1, MOST_FAULTS + 8)).faults
    assert len(faults) == MOST_FAULTS + 1
    assert faults[-1].code is FaultCode.MORE
    assert faults[-1].message.startswith("7 ")


def test_a_key_as_long_as_a_book_is_cut_in_messages():
    assert len(dotted(("x" * 900_000,))) < 100
