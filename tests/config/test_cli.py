"""The command: what it offers, and what it says when it cannot."""

import importlib
import json
import socket

import pytest
from django.core.exceptions import ImproperlyConfigured

from styrhjul.config import cli
from styrhjul.config.commands import demo, serve, trace
from styrhjul.engine.packs import loader


def test_usage_names_every_command(capsys):
    assert cli.main([]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in cli.COMMANDS)


def test_unknown_command_is_refused(capsys):
    assert cli.main(["sereve"]) == 2
    assert "no command 'sereve'" in capsys.readouterr().err


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_has_its_module(name):
    assert callable(importlib.import_module(cli.COMMANDS[name][0]).main)


def test_a_taken_port_is_said_in_one_sentence(capsys):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert serve.main(["--port", str(taken.getsockname()[1])]) == 1
    assert "används av ett annat program" in capsys.readouterr().err


def test_demo_is_refused_outside_a_demo(capsys):
    assert demo.main([]) == 1
    assert "STYRHJUL_DEMO=1" in capsys.readouterr().err


def test_demo_takes_every_shipped_model_and_no_other(capsys):
    with pytest.raises(SystemExit):
        demo.main(["--pack", "nowhere"])
    said = capsys.readouterr().err
    assert all(key in said for key in loader.shipped_keys())


def test_demo_never_touches_real_work(tmp_path):
    (tmp_path / "styrhjul.sqlite3").touch()
    with pytest.raises(ImproperlyConfigured, match="holds real work"):
        demo.refuse_real_work(tmp_path)
    (tmp_path / "demo.json").write_text(json.dumps({"pack": "orebro", "is": "built"}))
    demo.refuse_real_work(tmp_path)


@pytest.mark.django_db
def test_trace_is_anchored_and_verified(tmp_path, capsys):
    anchors = tmp_path / "anchors.jsonl"
    assert trace.main(["anchor", "--anchors", str(anchors)]) == 0
    assert trace.main(["verify", "--anchors", str(anchors)]) == 0
    assert "whole" in capsys.readouterr().out
    anchors.write_text('{"at":"2023-11-20","chain":"cut","sequence":3}\n')
    assert trace.main(["verify", "--anchors", str(anchors)]) == 1
