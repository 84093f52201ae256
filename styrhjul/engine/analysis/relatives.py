"""Which indicators are related by arithmetic, so that a correlation between them says nothing."""

import re
from collections.abc import Sequence

import numpy as np

from styrhjul.engine.analysis.arrays import Bools

COSTS = ("kostnad", "nettokostnad", "nettokostnadsavvikelse", "utbetalt")
SMALL_WORDS = frozenset(
    {"andel", "antal", "av", "i", "och", "den", "det", "som", "till", "för", "med", "på", "år", "inkl", "ej"}
)


def is_relative(own: tuple[str, str], other: tuple[str, str]) -> bool:
    """Say whether two indicators, each as (id, title), may be related by arithmetic.

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


def relatives(own: tuple[str, str], others: Sequence[tuple[str, str]]) -> Bools:
    """Mark those of `others` that a search for patterns leaves out: relatives and absolute numbers.

    Parameters
    ----------
    own : (str, str)
        Id and title.
    others : sequence of (str, str)
        Ids and titles.

    Returns
    -------
    bool (others,)

    Examples
    --------
    >>> relatives(("A01", "Trygghet"), [("A01", "Trygghet"), ("B02", "Invånare, antal"), ("C03", "Oro")]).tolist()
    [True, True, False]

    """
    return np.array([is_relative(own, other) or is_count(other[1]) for other in others], dtype=bool)


def _words(title: str) -> list[str]:
    words = re.findall(r"[a-zåäöé]{2,}", title.casefold())
    return [word for word in words if word not in SMALL_WORDS] or [""]
