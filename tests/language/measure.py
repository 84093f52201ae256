"""How hard a text is to read: sentences, words, LIX."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A full stop inside a number, an abbreviation or an address ends no sentence.
END = re.compile(r"(?<=[.!?])[”\"»)]*\s+(?=[A-ZÅÄÖ0-9”\"(])|\n+")
ABBREVIATIONS = re.compile(r"\b(kl|nr|ca|t\.ex|bl\.a|osv|dvs|inkl|exkl|max|min)\.", re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
LONG = 6


def sentences(text: str) -> list[str]:
    """Return the sentences of a text."""
    kept = ABBREVIATIONS.sub(lambda found: found.group(0)[:-1] + "\u2024", text)
    return [one.replace("\u2024", ".") for one in END.split(kept) if WORD.search(one)]


def words(text: str) -> list[str]:
    """Return the words of a text; numbers count as words, as in LIX."""
    return WORD.findall(text)


def lix(texts: Iterable[str]) -> float:
    """Return the readability index of some texts together: mean sentence length plus the share of long words.

    Björnsson (1968): below 30 very easy, 30-40 easy, 40-50 medium, 50-60 hard, above that very hard. A word of more
    than six letters is long.
    """
    several = [one for text in texts for one in sentences(text)]
    all_words = [word for one in several for word in words(one)]
    if not all_words:
        return 0.0
    return len(all_words) / len(several) + 100 * sum(len(word) > LONG for word in all_words) / len(all_words)
