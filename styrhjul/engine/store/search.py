"""Finds indicators by words as people write them, in any inflected form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import snowballstemmer

from styrhjul.engine.store.answers import IndicatorInfo

LONG = 5
"""Letters; a stem this long is looked for inside compound words too (frånvaro in sjukfrånvaro)."""


def search(text: str, among: Iterable[IndicatorInfo]) -> tuple[IndicatorInfo, ...]:
    """Find indicators that every word of a text fits, in the id, title or description.

    Parameters
    ----------
    text : str
        Words; each may be inflected in another way than in the texts, or be the beginning of a word.
    among : iterable of IndicatorInfo
        Where to look.

    Returns
    -------
    tuple of IndicatorInfo
        Those with values first, then those whose title fits before those whose description does, then those with our
        own choices, then by title.

    Notes
    -----
    Swedish stemming by the Snowball algorithm (Porter 2001). Only the words asked for are stemmed: a stem is how every
    form of a word begins, so it is found in the texts as they are.

    """
    asked = [_pattern(word) for word in re.findall(r"[\w-]+", text.casefold())]
    found = []
    for info in among if asked else ():
        title, rest = _texts(info)
        if all(one.search(title) for one in asked):
            found.append((0, info))
        elif all(one.search(title) or one.search(rest) for one in asked):
            found.append((1, info))
    found.sort(key=lambda one: (not one[1].has_values, one[0], one[1].curated is None, one[1].title.casefold()))
    return tuple(info for _where, info in found)


@lru_cache(maxsize=1024)
def _pattern(word: str) -> re.Pattern[str]:
    stem = snowballstemmer.stemmer("swedish").stemWord(word)
    # The algorithm leaves the definite form of words that end with a vowel as it is: sjukfrånvaron.
    stem = re.sub(r"(?<=[aeiouyåäö])[nt]$", "", stem) if len(stem) > LONG else stem
    return re.compile(re.escape(stem) if len(stem) >= LONG else rf"\b{re.escape(stem)}")


@lru_cache(maxsize=16_384)
def _texts(info: IndicatorInfo) -> tuple[str, str]:
    return f"{info.id} {info.title}".casefold(), info.description.casefold()
