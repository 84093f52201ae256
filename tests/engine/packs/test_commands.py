from __future__ import annotations

import json

import pytest

from styrhjul.engine.packs.commands import main
from styrhjul.engine.packs.loader import SHIPPED, load, load_bytes


def test_check_says_that_a_good_file_has_no_faults(capsys):
    assert main(["check", str(SHIPPED / "orebro.yaml"), str(SHIPPED / "common.yaml")]) == 0
    assert "orebro.yaml: orebro 2014-09 – no faults" in capsys.readouterr().out


def test_check_names_file_line_key_and_what_to_mend(capsys, tmp_path, orebro):
    path = tmp_path / "mine.yaml"
    path.write_text(orebro.replace("order: 1\n", "order: one\n", 1), encoding="utf-8")
    line = orebro[: orebro.index("order: 1\n")].count("\n") + 1
    assert main(["check", str(path), str(SHIPPED / "common.yaml")]) == 1
    written = capsys.readouterr()
    assert f"mine.yaml:{line}: wheel.parts.0.order: should be a whole number – mend: " in written.err
    assert "common.yaml" in written.out


def test_schema_is_json(capsys):
    assert main(["schema"]) == 0
    assert "wheel" in json.loads(capsys.readouterr().out)["properties"]


def test_list_names_the_shipped_packs(capsys):
    assert main(["list"]) == 0
    assert "Örebros styrmodell" in capsys.readouterr().out


def test_export_prints_a_pack_that_loads(capsys):
    assert main(["export", "orebro"]) == 0
    assert load_bytes("out.yaml", capsys.readouterr().out.encode()) == load("orebro")


def test_export_of_an_unknown_pack_fails(capsys):
    assert main(["export", "nowhere"]) == 1
    assert "there is no such shipped pack" in capsys.readouterr().err


def test_an_unknown_command_is_refused():
    with pytest.raises(SystemExit):
        main(["fly"])
