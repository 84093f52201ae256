"""Which indicators are related by arithmetic, so that a correlation between them says nothing."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from styrhjul.engine.store import IndicatorInfo, Words, bundled_relatives

LeftOut = Literal["", "itself", "related", "denominator", "title", "absolute"]
COSTS = ("kostnad", "nettokostnad", "nettokostnadsavvikelse", "utbetalt")
SMALL_WORDS = frozenset(
    {"andel", "antal", "av", "i", "och", "den", "det", "som", "till", "för", "med", "på", "år", "inkl", "ej"}
)


def is_relative(own: tuple[str, str], other: tuple[str, str]) -> bool:
    """Say whether two indicators, each as (id, title), may be related by arithmetic as far as titles tell.

    Parameters
    ----------
    own, other : (str, str)
        Id and Swedish title.

    Returns
    -------
    bool

    Notes
    -----
    Own rules, kept simple and on the careful side. Related are: the same indicator; titles with the same first two
    words of weight (parts of a whole, the same measure for other ages); a first word that ends with the other's
    (long-term unemployed, unemployed) within the same field; two costs of the same sector, since one may be part of the
    other; an index and anything of its sector, since it may be made of it. Sector and field are the first and the first
    two digits of the id, as the agency numbers them.

    Examples
    --------
    >>> is_relative(("N03920", "Arbetslösa av befolkningen"), ("N03926", "Långtidsarbetslösa i befolkningen"))
    True
    >>> is_relative(("N15428", "Elever i åk 9 som är behöriga"), ("N03920", "Arbetslösa av befolkningen"))
    False

    """
    if own[0] == other[0]:
        return True
    first, second = _words(own[1]), _words(other[1])
    if first[:2] == second[:2]:
        return True
    if own[0][1:2] != other[0][1:2]:
        return False
    both_costs = first[0] in COSTS and second[0] in COSTS
    if both_costs or "index" in first[0] or "index" in second[0]:
        return True
    same_field = own[0][1:3] == other[0][1:3]
    return same_field and (first[0].endswith(second[0]) or second[0].endswith(first[0]))


def is_count(title: str) -> bool:
    """Say whether a title tells of an absolute number, which mostly measures how large a municipality is.

    Examples
    --------
    >>> is_count("Invånare 0-5 år, antal"), is_count("Nystartade företag, antal/1000 inv")
    (True, False)

    """
    return re.search(r",\s*(antal|miljoner kronor)\s*(\(.*\))?$", title.casefold()) is not None


def left_out(own: IndicatorInfo, others: Sequence[IndicatorInfo]) -> tuple[LeftOut, ...]:
    """Say of each of `others` whether a search for patterns leaves it out, and why.

    Parameters
    ----------
    own : IndicatorInfo
        The indicator asked about.
    others : sequence of IndicatorInfo
        Those to search among.

    Returns
    -------
    tuple of str
        One word for each: `itself`; `related`: our own choices say that they are related by arithmetic, or that one is
        computed from the other; `denominator`: both are divided by the same indicator; `title`: the titles tell so, and
        one of them at least has no choices of ours; `absolute`: an absolute number; "" for those to be tested.

    Notes
    -----
    Two rates with the same denominator correlate when nothing else ties them together (Pearson 1897, Proc. R. Soc.
    60:489, on spurious correlation of indices).

    """
    return tuple(why_left_out(own, other) for other in others)


def why_related(own: IndicatorInfo, other: IndicatorInfo) -> Words | None:
    """Give our words for why two indicators are related by arithmetic; None where we have none.

    Parameters
    ----------
    own, other : IndicatorInfo
        Which.

    Returns
    -------
    Words or None

    """
    return bundled_relatives().get(own.id, {}).get(other.id)


def computed_from(own: IndicatorInfo, other: IndicatorInfo) -> bool:
    """Say whether one of two indicators is computed from the other."""
    return other.id in _counts(own) or own.id in _counts(other)


def why_left_out(own: IndicatorInfo, other: IndicatorInfo) -> LeftOut:
    """Say of one other indicator whether a search for patterns leaves it out, in the words of `left_out`."""
    if own.id == other.id:
        return "itself"
    if why_related(own, other) or computed_from(own, other):
        return "related"
    denominators = [info.curated.counts.denominator for info in (own, other) if info.curated and info.curated.counts]
    if len(denominators) == 2 and denominators[0] and denominators[0] == denominators[1]:
        return "denominator"
    if not (own.curated and other.curated) and is_relative((own.id, own.title), (other.id, other.title)):
        return "title"
    return "absolute" if is_count(other.title) else ""


def _counts(info: IndicatorInfo) -> tuple[str, ...]:
    return info.curated.counts.ids if info.curated and info.curated.counts else ()


@lru_cache(maxsize=8192)
def _words(title: str) -> list[str]:
    words = re.findall(r"[a-zåäöé]{2,}", title.casefold())
    return [word for word in words if word not in SMALL_WORDS] or [""]
