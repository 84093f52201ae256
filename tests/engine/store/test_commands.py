from pathlib import Path

import pytest

from styrhjul.engine.store.commands import main


def test_load_status_and_export_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--folder", str(tmp_path / "store")]
    assert main([*folder, "load"]) == 0
    assert "1036480 values" in capsys.readouterr().err
    new = tmp_path / "new.csv"
    new.write_text("kpi,municipality,year,gender,value\nN15428,1880,2023,T,81.5\n")
    assert main([*folder, "load", str(new)]) == 0
    assert main([*folder, "status"]) == 0
    assert "1036481 values, 137 of 6142 indicators, 312 areas, 1994–2023" in capsys.readouterr().out
    assert main([*folder, "export", "--indicator", "N15428"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "indicator,area,period,sex,value,status"
    assert "N15428,1880,2023,T,81.5," in lines


def test_a_bad_file_gives_one_and_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "new.csv"
    new.write_text("kpi,municipality,year,gender,value\nN15428,1880,2023,T,x\n")
    assert main(["--folder", str(tmp_path / "store"), "load", str(new)]) == 1
    assert "new.csv: row 1: the value x is not a number" in capsys.readouterr().err
    assert main(["--folder", str(tmp_path / "store"), "status"]) == 1
    assert "no statistics yet" in capsys.readouterr().err
