"""What the database holds after a kill, read past the application: nothing lost, nothing half-done."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg

from tests.soak.writers import Writer

# Each row in the table came with its entry in the trace, or neither is there.
PAIRS = [
    ("common_user", "account.opened"),
    ("organisation_unit", "unit.added"),
    ("plans_plantext", "plan.written"),
    ("plans_activity", "activity.added"),
    ("goals_goal", "goal.added"),
    ("indicators_value", "value.entered"),
]
EMPTY = {
    "a unit without itself in the ancestry": """SELECT id FROM organisation_unit AS u WHERE NOT EXISTS (
        SELECT 1 FROM organisation_ancestry AS a WHERE a.ancestor_id = u.id AND a.descendant_id = u.id)""",
    "a unit that stands nowhere": """SELECT id FROM organisation_unit AS u WHERE code LIKE 'e%' AND NOT EXISTS (
        SELECT 1 FROM organisation_placement AS p WHERE p.unit_id = u.id) AND name LIKE 'Enhet %'""",
    "a unit without duties": """SELECT id FROM organisation_unit AS u WHERE name LIKE 'Enhet %' AND NOT EXISTS (
        SELECT 1 FROM calendar_duty AS d WHERE d.unit_id = u.id)""",
    "a node of nothing": """SELECT id FROM thread_node AS n WHERE kind IN ('goal', 'activity')
        AND NOT EXISTS (SELECT 1 FROM goals_goal AS g WHERE g.node_id = n.id)
        AND NOT EXISTS (SELECT 1 FROM plans_activity AS a WHERE a.node_id = n.id)""",
    "an activity that hangs on no plan": """SELECT node_id FROM plans_activity AS a WHERE NOT EXISTS (
        SELECT 1 FROM thread_link AS l WHERE l.effect_id = a.node_id)""",
    "an entry without its detail": """SELECT sequence FROM common_traceentry AS e WHERE NOT EXISTS (
        SELECT 1 FROM common_tracedetail AS d WHERE d.entry_id = e.sequence)""",
}


class Kept:
    """A database, read by its own program."""

    def __init__(self, where: Path | str) -> None:
        self.where = where

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """Return what a question is answered with."""
        if isinstance(self.where, Path):
            with closing(sqlite3.connect(f"file:{self.where}?mode=ro", uri=True, timeout=20)) as line:
                return line.execute(sql).fetchall()
        with psycopg.connect(self.where) as line:
            return line.execute(sql.replace("%", "%%")).fetchall()

    def column(self, sql: str) -> list[Any]:
        """Return the first column."""
        return [row[0] for row in self.rows(sql)]

    def details(self, event: str) -> list[dict[str, Any]]:
        """Return the details of an event, in order."""
        question = f"""SELECT content FROM common_traceentry JOIN common_tracedetail ON entry_id = sequence
            WHERE event LIKE '{event}' ORDER BY sequence"""
        return [json.loads(content) for content in self.column(question)]

    def numbers(self, sql: str) -> set[int]:
        """Return the tokens that stand at the end of the words in a column."""
        found = (re.search(r"(\d+)(?:@example\.org)?$", str(word)) for word in self.column(sql))
        return {int(match[1]) for match in found if match}

    def tokens(self) -> Mapping[str, set[int]]:
        """Return by kind of write which ones are there."""
        renamed = (str(detail["new"]).removeprefix("Ekgården ") for detail in self.details("unit.renamed"))
        node = "SELECT title FROM thread_node WHERE title LIKE '{} %' AND kind = '{}'"
        return {
            "rename": {int(token) for token in renamed},
            "account": self.numbers("SELECT email FROM common_user WHERE name LIKE 'Person %'"),
            "unit": self.numbers("SELECT name FROM organisation_unit WHERE name LIKE 'Enhet %'"),
            "text": self.numbers("SELECT body FROM plans_plantext"),
            "activity": self.numbers(node.format("Aktivitet", "activity")),
            "goal": self.numbers(node.format("Mål", "goal")),
            "value": {int(value) for value in self.column("SELECT value FROM indicators_value")},
        }

    def faults(self, writers: Sequence[Writer], known: Mapping[str, Any]) -> list[str]:
        """Return everything that is lost or half-done."""
        return [*self.lost(writers, known), *self.half_done(known), *self.broken()]

    def lost(self, writers: Sequence[Writer], known: Mapping[str, Any]) -> Iterator[str]:
        """Yield the writes that were acknowledged and are not there."""
        tokens = self.tokens()
        for writer in writers:
            if writer.kind in tokens:
                gone = set(writer.acknowledged) - tokens[writer.kind]
                yield from (f"{writer.kind} {token} was acknowledged and is lost" for token in sorted(gone))
        (duty,) = [writer for writer in writers if writer.kind == "duty"]
        last, done = max(duty.acknowledged, default=0), self.is_done(known)
        if last > max(duty.unknown, default=0) and done != bool(last % 2):
            yield f"duty {last} was acknowledged, and the mark says otherwise"

    def is_done(self, known: Mapping[str, Any]) -> bool:
        """Tell whether the duty that is marked and unmarked is marked."""
        return self.column(f"SELECT done_at FROM calendar_duty WHERE id = {known['duty']}") != [None]

    def half_done(self, known: Mapping[str, Any]) -> Iterator[str]:
        """Yield what has one half of a write without the other."""
        for table, event in PAIRS:
            (rows,) = self.column(f"SELECT count(*) FROM {table}")
            (entries,) = self.column(f"SELECT count(*) FROM common_traceentry WHERE event = '{event}'")
            if rows != entries:
                yield f"{table} has {rows} rows, and the trace {entries} of {event}"
        for what, question in EMPTY.items():
            if found := self.column(question):
                yield f"{what}: {found[:5]}"
        names = [(detail["old"], detail["new"]) for detail in self.details("unit.renamed")]
        (name,) = self.column(f"SELECT name FROM organisation_unit WHERE id = {known['other']}")
        chain = ["Ekgården", *(new for _old, new in names)]
        if [old for old, _new in names] != chain[:-1] or name != chain[-1]:
            yield f"the names do not follow each other up to {name}"
        marks = self.column(
            "SELECT event FROM common_traceentry WHERE event IN ('duty.done', 'duty.undone') ORDER BY sequence"
        )
        wanted = ["duty.done", "duty.undone"] * (len(marks) // 2 + 1)
        if marks != wanted[: len(marks)] or self.is_done(known) != bool(len(marks) % 2):
            yield "the marks of the duty and their entries do not agree"

    def broken(self) -> Iterator[str]:
        """Yield what the database program itself finds wrong."""
        if isinstance(self.where, Path):
            if (says := self.column("PRAGMA quick_check")) != ["ok"]:
                yield f"quick_check: {says[:3]}"
            if wrong := self.rows("PRAGMA foreign_key_check"):
                yield f"foreign_key_check: {wrong[:3]}"
        ((entries, last, head),) = self.rows(
            """SELECT (SELECT count(*) FROM common_traceentry), (SELECT max(sequence) FROM common_traceentry),
            (SELECT sequence FROM common_tracehead)"""
        )
        if not entries == last == head:
            yield f"the trace has {entries} entries, the last is {last} and the head says {head}"
