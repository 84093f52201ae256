"""What the loader says is said in the language of the reader."""

import ast
from pathlib import Path

import pytest
import yaml
from django.utils import translation

from styrhjul.engine import packs
from styrhjul.engine.packs.faults import Fault, FaultCode, PackError
from styrhjul.engine.packs.loader import load_bytes
from styrhjul.web.model.fault_words import PROBLEMS, SAID, faults_shown, translated
from styrhjul.web.model.words import FAULT_WORDS

FOLDER = Path(packs.__file__).parent
SPEAKING = ("explaining", "loader", "merge", "positions", "references", "rules", "faults")
# What stands in these files and is never shown as a fault of a draft.
ELSEWHERE = {
    "check the name and that the file may be read", "there is no such shipped pack", "unknown reason", "can't be read",
    "should be", "write a number", "Input ", " – ", ", ", "is not a colour", "is not a key", "is not a version",
}  # fmt: skip
STARTS = ("can't be read: ", "choose among: ", "X: ", "X:X: ", "XX – mend: X", "`X` X")


def sentences():
    """Return every sentence of the loader, with X for what varies."""
    found = set()
    for name in SPEAKING:
        parsed = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
        documented = {ast.get_docstring(node, clean=False) for node in ast.walk(parsed)
                      if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)}  # fmt: skip
        inside = {id(part) for node in ast.walk(parsed) if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in ast.walk(parsed):
            if isinstance(node, ast.JoinedStr):
                text = "".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
                text = node.value
            else:
                continue
            if " " in text and text not in documented and text not in ELSEWHERE and not text.startswith(STARTS):
                found.add((name, text))
    return sorted(found)


@pytest.mark.parametrize(("file", "sentence"), sentences())
def test_every_sentence_of_the_loader_is_known(file, sentence):
    whole = f"{sentence}a – b – a" if sentence.endswith(": ") else sentence
    assert translated(whole) is not None, f"add it to SAID in fault_words.py: {sentence}"


def test_the_loader_has_sentences():
    assert len(sentences()) > 50


@pytest.mark.parametrize("sentence", [*SAID, *PROBLEMS])
def test_every_sentence_has_its_swedish(sentence):
    with translation.override("sv"):
        assert translation.gettext(sentence) != sentence


def test_what_varies_stands_in_the_translated_sentence():
    assert translated("there is no `rektor` in roles") == "det finns ingen `rektor` i roles"
    assert translated("write 'seed' or 'assumed'") == "skriv 'seed' eller 'assumed'"
    assert translated("write a number greater than or equal to 1") == "skriv ett tal som är minst 1"
    assert translated("is not valid YAML: did not find expected key").endswith("indraget kan vara fel")
    assert translated("is not valid YAML: something new").endswith("raden går inte att läsa")
    assert translated("what the loader never says") is None


def shown(text):
    with pytest.raises(PackError) as caught:
        load_bytes("egen.yaml", text.encode())
    return faults_shown(caught.value.faults, "egen.yaml", text)


def test_faults_come_from_the_top_of_the_text_with_the_lines_around_them():
    text = yaml.safe_dump({"format": 2, "key": "Stor", "version": "x", "extends": "common"}, sort_keys=False)
    found = shown(text)
    assert [one.line for one in found] == sorted(one.line for one in found)
    here = [line.text for one in found for line in one.lines if line.is_here]
    assert "key: Stor" in here
    assert "version: x" in here


def test_what_is_quoted_is_set_as_it_is_written_and_escaped():
    fault = Fault("egen.yaml", 1, "a", "there is no `<b>` in roles", "remove the line")
    (one,) = faults_shown([fault], "egen.yaml", "a: <b>")
    assert str(one.what) == "Det finns ingen <code>&lt;b&gt;</code> i roles."
    assert one.lines[0].text == "a: <b>"


def test_a_sentence_that_is_not_known_falls_back_to_what_the_kind_of_fault_means():
    (one,) = faults_shown([Fault("egen.yaml", 1, "", "said in a new way", "mended anew")], "egen.yaml", "a")
    assert str(one.what) == f"{FAULT_WORDS[FaultCode.OTHER][0]}."


def test_the_lines_are_as_far_to_the_left_as_they_go_together():
    fault = Fault("egen.yaml", 2, "a.b", "is missing", "remove the line")
    (one,) = faults_shown([fault], "egen.yaml", "    a:\n      b: 1\n    c: 2\n")
    assert [line.text for line in one.lines] == ["a:", "  b: 1", "c: 2"]


def test_a_fault_in_the_model_that_is_built_on_has_no_lines():
    (one,) = faults_shown([Fault("common.yaml", 700, "a", "is missing", "remove the line")], "egen.yaml", "a: 1")
    assert one.is_inherited
