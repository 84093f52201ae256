from __future__ import annotations

import json

import pytest
import yaml

from styrhjul.engine.packs.export import canonical, digest, json_schema, to_yaml
from styrhjul.engine.packs.loader import load, load_bytes, shipped_keys
from styrhjul.engine.packs.schema import Pack


@pytest.mark.parametrize("key", shipped_keys())
def test_an_exported_pack_loads_back_as_the_same(key):
    pack = load(key)
    again = load_bytes("again.yaml", to_yaml(pack).encode())
    assert again == pack
    assert digest(again) == digest(pack)


@pytest.mark.parametrize("key", shipped_keys())
def test_canonical_json_is_the_whole_pack(key):
    assert Pack.model_validate_json(canonical(load(key))) == load(key)


def test_an_emptied_section_stays_empty_and_is_not_inherited_again():
    pack = load("orebro").model_copy(update={"calendar": []})
    assert load_bytes("again.yaml", to_yaml(pack).encode()).calendar == []


def test_any_difference_changes_the_digest():
    pack = load("orebro")
    assert digest(pack) != digest(pack.model_copy(update={"version": "2014-10"}))
    assert len(digest(pack)) == 64


def test_words_that_look_like_other_things_survive():
    label = load("common").label
    for word in (
        "true",
        "null",
        "12",
        "~",
        "no",
        "- x",
        "a: b",
        "#1",
        "Å: 😀",
        "&a",
        "0x1F",
        "1e3",
        "2014-09-01",
        "= 1",
    ):
        pack = load("common").model_copy(update={"label": label.model_copy(update={"sv": word})})
        assert load_bytes("again.yaml", to_yaml(pack).encode()).label.sv == word


def test_the_schema_describes_every_key_and_lets_a_file_extend_another():
    schema = json_schema()
    assert schema["properties"].keys() == Pack.model_fields.keys()
    assert set(schema["required"]) == {"format", "key", "version", "label"}
    assert {"required": ["extends"]} in schema["anyOf"]
    assert json.loads(json.dumps(schema)) == schema


def test_the_exported_text_is_plain_yaml_without_anchors():
    text = to_yaml(load("orebro"))
    assert not [token for token in yaml.scan(text) if isinstance(token, yaml.AnchorToken | yaml.AliasToken)]
