"""What a fixture has put into the database, kept as statements, so that the next test gets it in a moment.

The rows come back with the keys they had. A test sees no difference: it stands in a transaction of its own, and the
rows are gone with it.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import TypeVar

from django.apps import apps
from django.db import connection, transaction

T = TypeVar("T")
ROWS_A_STATEMENT = 200
_kept: dict[str, tuple[bytes, list[str]]] = {}


def once(name: str, make: Callable[[], T]) -> T:
    """Return what `make` makes and leaves in the database; from the second time on without making it again."""
    if name not in _kept:
        before = {table: count for table in _tables() if (count := _count(table))}
        made = make()
        if mixed := [table for table, count in before.items() if _count(table) != count]:
            raise AssertionError(f"there were rows of others in {', '.join(mixed)}")
        statements = [one for table in _tables() if table not in before for one in _statements(table)]
        _kept[name] = pickle.dumps(made), statements
        return made
    pickled, statements = _kept[name]
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
    return pickle.loads(pickled)  # noqa: S301  (pickled above, in this very process)


def _tables() -> list[str]:
    models = apps.get_models(include_auto_created=True)
    return sorted({model._meta.db_table for model in models if model._meta.managed and not model._meta.proxy})


def _count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(table)}")
        return int(cursor.fetchone()[0])


def _statements(table: str) -> list[str]:
    """Return what writes the rows of a table again, each value as the database itself writes it in a statement."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        columns = [quote(column.name) for column in connection.introspection.get_table_description(cursor, table)]
        written = "quote_nullable({}::text)" if connection.vendor == "postgresql" else "quote({})"
        row = " || ',' || ".join(written.format(column) for column in columns)
        cursor.execute(f"SELECT {row} FROM {quote(table)}")
        rows = [f"({values})" for (values,) in cursor.fetchall()]
    head = f"INSERT INTO {quote(table)} ({', '.join(columns)}) VALUES "
    return [head + ", ".join(rows[at : at + ROWS_A_STATEMENT]) for at in range(0, len(rows), ROWS_A_STATEMENT)]
