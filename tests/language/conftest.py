"""One municipality with one of everything, asked in a language; what is written in it is known to be its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from django.apps import apps
from django.db import models, transaction

from styrhjul.engine.packs.loader import load, shipped_keys
from styrhjul.web.reports import files
from styrhjul.wheel.indicators.queries import reader
from tests.everything import everything, on_the_day
from tests.language.pages import Piece, pieces, speak
from tests.rights import Asker

ROLES = ("head_of_administration", "system_administrator", "anonymous")
"""Between them they open every page and form."""
OURS = {"SteeringModel", "TraceDetail", "Session", "ContentType", "Permission"}
"""Tables whose texts are not the municipality's own: the model is in both languages."""
WORD = re.compile(r"[^\W\d_]+")


@pytest.fixture(scope="module")
def read(django_db_setup, django_db_blocker) -> Iterator[Callable[[str], list[Piece]]]:
    """Return what reads every page in a language."""
    with django_db_blocker.unblock(), on_the_day(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "typeset", lambda content: b"%PDF")
        asker = Asker(everything())

        @cache
        def in_language(language: str) -> list[Piece]:
            speak(asker, language)
            return [piece for role in ROLES for piece in pieces(asker, role, language)]

        yield in_language
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def own_words(read, django_db_blocker) -> frozenset[str]:
    """Return the words that the municipality itself has written, and names: of indicators, municipalities, sources."""
    with django_db_blocker.unblock():
        said = [text for model in apps.get_models() if model.__name__ not in OURS for text in _texts(model)]
        stats = reader()
        said += [area.name for area in stats.areas()] + [info.title for info in stats.indicators()]
        said += [info.operating_area for info in stats.indicators()]
        said += [source.title for key in shipped_keys() if (source := load(key).source)]
    return frozenset(word.lower() for text in said for word in WORD.findall(text))


def _texts(model: type[models.Model]) -> Iterator[str]:
    kinds = (models.CharField, models.TextField, models.JSONField)
    fields = [field.attname for field in model._meta.concrete_fields if isinstance(field, kinds)]
    if fields:
        for row in model._default_manager.values_list(*fields):
            yield from (str(value) for value in row if value)
