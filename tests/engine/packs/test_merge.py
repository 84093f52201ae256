from __future__ import annotations

from styrhjul.engine.packs import merge as merging
from styrhjul.engine.packs.faults import FaultCode
from styrhjul.engine.packs.loader import load, load_bytes

HEAD = 'format: 2\nkey: mine\nversion: "2026"\nextends: common\nlabel: {sv: Min, en: Mine}\n'


def test_a_head_alone_is_a_pack_like_common():
    pack, common = load_bytes("mine.yaml", HEAD.encode()), load("common")
    assert (pack.key, pack.version, pack.label.sv, pack.source) == ("mine", "2026", "Min", None)
    for section in type(pack).model_fields.keys() - merging.OWN:
        assert getattr(pack, section) == getattr(common, section)


def test_a_section_replaces_the_whole_section():
    pack = load_bytes("mine.yaml", (HEAD + "calendar: []\n").encode())
    assert pack.calendar == []


def test_the_source_of_the_extended_pack_is_not_inherited():
    pack = load_bytes("mine.yaml", HEAD.replace("common", "orebro").encode())
    assert pack.source is None
    assert pack.wheel == load("orebro").wheel


def test_a_fault_in_an_inherited_section_names_its_file_and_line(faults_of):
    roles = "roles:\n  - {key: unit_manager, label: {sv: a, en: b}, basis: assumed}\n"
    faults = faults_of(HEAD + roles)
    assert {fault.file for fault in faults} == {"common.yaml"}
    assert all(fault.line > 10 and "roles" in fault.mend for fault in faults)


def test_what_a_pack_must_have_of_its_own_is_missing_in_its_own_file(faults_of):
    faults = faults_of("extends: common\n")
    assert {(fault.file, fault.key) for fault in faults} == {
        ("mine.yaml", key) for key in ("format", "key", "version", "label")
    }


def test_without_extends_every_section_is_asked_for(faults_of):
    keys = {fault.key for fault in faults_of(HEAD.replace("extends: common\n", ""))}
    assert {"wheel", "roles", "ladder", "rating", "occasions"} <= keys


def test_an_unknown_parent_is_a_fault_with_its_line(faults_of):
    (fault,) = faults_of(HEAD.replace("common", "../secret"))
    assert (fault.code, fault.line, fault.key) == (FaultCode.EXTENDS, 4, "extends")


def test_packs_that_extend_each_other_in_a_circle_are_refused(monkeypatch, tmp_path):
    import pytest

    from styrhjul.engine.packs import loader
    from styrhjul.engine.packs.faults import PackError

    for key, other in (("a", "b"), ("b", "a")):
        text = HEAD.replace("key: mine", f"key: {key}").replace("common", other)
        (tmp_path / f"{key}.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(loader, "SHIPPED", tmp_path)
    loader._shipped_document.cache_clear()
    with pytest.raises(PackError, match="in a circle"):
        loader.load("a")
    loader._shipped_document.cache_clear()


def test_an_extends_that_is_no_word_is_a_fault(faults_of):
    keys = {fault.key for fault in faults_of(HEAD.replace("common", "[common]"))}
    assert "extends" in keys
