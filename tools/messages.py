"""Collects every text that people read into the Swedish catalogue: new ones empty, gone ones out, all in order."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django
import polib
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "styrhjul"
CATALOGUE = PACKAGE / "locale" / "sv" / "LC_MESSAGES" / "django.po"
WIDTH = 110
SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
QUOTED = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
STRING = re.compile(QUOTED)
IN_TEMPLATE = re.compile(rf"\b(n?gettext|_)\(((?:\s*{QUOTED}\s*,?)+)")


@dataclass(frozen=True)
class Text:
    """A text in use, with its plural if it has one, and one place where it is used."""

    singular: str
    plural: str
    place: str


def in_code(path: Path) -> Iterator[Text]:
    """Yield the texts that a Python file translates."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", "")
        wanted = 1 if name in SINGULAR else 2 if name in PLURAL else 0
        strings = [
            arg.value for arg in node.args[:wanted] if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        ]
        if wanted and len(strings) == wanted and strings[0]:
            yield Text(strings[0], strings[1] if wanted == 2 else "", f"{path.relative_to(ROOT)}:{node.lineno}")


def in_template(path: Path) -> Iterator[Text]:
    """Yield the texts that a template translates."""
    code = templatize(path.read_text(encoding="utf-8"), origin=str(path))
    for call, arguments in IN_TEMPLATE.findall(code):
        strings = [ast.literal_eval(found) for found in STRING.findall(arguments)]
        yield Text(strings[0], strings[1] if call == "ngettext" else "", str(path.relative_to(ROOT)))


@cache
def used() -> dict[str, Text]:
    """Return every text in use by its singular."""
    if not settings.configured:  # the template reader asks for Django's own names of tags
        settings.configure()
    code = (path for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)
    templates = sorted([*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt")])
    texts = [
        *(text for path in code for text in in_code(path)),
        *(text for path in templates for text in in_template(path)),
    ]
    return {text.singular: text for text in sorted(texts, key=lambda text: bool(text.plural))}


@cache
def known_to_others() -> frozenset[str]:
    """Return the texts of Django and allauth, which ours may override or rely on."""
    packages = Path(django.__file__).parents[1]
    wanted = ("django/**/locale/sv/LC_MESSAGES/django.mo", "allauth/locale/sv/LC_MESSAGES/django.mo")
    files = [file for pattern in wanted for file in packages.glob(pattern)]
    return frozenset(entry.msgid for file in files for entry in polib.mofile(str(file)))


def catalogue() -> polib.POFile:
    """Return the Swedish catalogue."""
    return polib.pofile(str(CATALOGUE), wrapwidth=WIDTH)


def main() -> int:
    """Bring the catalogue up to what is used, and say what is to be translated."""
    kept = catalogue()
    for entry in [entry for entry in kept if entry.msgid not in used() and entry.msgid not in known_to_others()]:
        kept.remove(entry)
    present = {entry.msgid for entry in kept} | known_to_others()
    for text in used().values():
        if text.singular not in present:
            forms = {0: "", 1: ""} if text.plural else None
            kept.append(polib.POEntry(msgid=text.singular, msgid_plural=text.plural, msgstr_plural=forms))
    kept.sort(key=lambda entry: entry.msgid.lower())
    kept.save()
    empty = kept.untranslated_entries()
    sys.stdout.write(
        "".join(f"{entry.msgid}\n" for entry in empty) + f"{len(empty)} texts to translate in {CATALOGUE.name}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
