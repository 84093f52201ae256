"""SQLite with Swedish order, and writers who wait in turn.

The collation is the one that PostgreSQL calls sv-x-icu, and LIKE knows å, ä and ö.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

from styrhjul.config.sqlite.turns import Turn, turn_of

COLLATION = "sv-x-icu"
AFTER_Z = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"}  # the signs that follow z in ASCII


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own wrapper, whose connections also know Swedish and whose writers wait in turn."""

    turn: Turn | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Open a connection and teach it Swedish."""
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        connection.create_collation(COLLATION, compare)
        connection.create_function("like", 2, like, deterministic=True)
        connection.create_function("like", 3, like, deterministic=True)
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        if not self.is_in_memory_db():
            turn = turn_of(str(self.settings_dict["NAME"]))
            turn.take(float(self.settings_dict["OPTIONS"].get("timeout", 5)))
            self.turn = turn
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self._give_turn()
            raise

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]  # not in the stubs
        self._give_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self._give_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            self._give_turn()

    def _give_turn(self) -> None:
        if self.turn is not None:
            turn, self.turn = self.turn, None
            turn.give()


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> tuple[str, str]:
    """Return what Swedish order compares: letters first with å, ä, ö last, then case with small letters first."""
    letters = "".join(AFTER_Z.get(sign) or _plain(sign) for sign in unicodedata.normalize("NFC", text).casefold())
    return letters, text.swapcase()


def _plain(sign: str) -> str:
    """Return a letter without its accent (é sorts as e, ü as y)."""
    return "y" if sign == "ü" else unicodedata.normalize("NFD", sign)[0]


def compare(one: str, other: str) -> int:
    """Return -1, 0 or 1 as `one` comes before, with or after `other`."""
    first, second = sort_key(one), sort_key(other)
    return (first > second) - (first < second)


@lru_cache(maxsize=500)
def _pattern(text: str, escape: str) -> re.Pattern[str]:
    parts, signs = [], iter(text.casefold())
    for sign in signs:
        if escape and sign == escape:
            parts.append(re.escape(next(signs, "")))
        else:
            parts.append({"%": ".*", "_": "."}.get(sign) or re.escape(sign))
    return re.compile("".join(parts), re.DOTALL)


def like(pattern: str | None, value: object, escape: str = "") -> bool | None:
    """Return whether `value` is like `pattern`, without regard to case in any alphabet."""
    if pattern is None or value is None:
        return None
    return _pattern(pattern, escape).fullmatch(str(value).casefold()) is not None
