"""The SQL queries of every page as it is and with ten times the data; run by bench_growth.py."""

from __future__ import annotations

import json
import sys
import time

from addresses import Address, addresses, client_of, people
from django.db import connection
from django.test.utils import CaptureQueriesContext
from exempelby import shown
from growth import grow


def counted(found: list[Address]) -> dict[tuple[str, str], tuple[str, int, float]]:
    """Return by role and path the name of the address, its queries and its milliseconds, of all that can be opened."""
    counts = {}
    for role, user in people().items():
        client = client_of(user)
        for address in found:
            if client.get(address.path).status_code != 200:
                continue
            with CaptureQueriesContext(connection) as asked:
                began = time.perf_counter()
                answer = client.get(address.path)
                answer.getvalue()
                spent = (time.perf_counter() - began) * 1000
            counts[role, address.path] = (address.name, len(asked), spent)
    return counts


def main() -> int:
    """Count, grow, count again and compare."""
    wanted = sys.argv[1:]
    found = [address for address in addresses()[0] if not wanted or address.name in wanted]
    before = counted(found)
    rows = grow()
    after = counted(found)
    worst: dict[str, tuple[int, int, float, float, str]] = {}
    for key, (name, few, quick) in before.items():
        _name, many, slow = after.get(key, (name, 0, 0.0))
        if name not in worst or abs(many - few) > abs(worst[name][1] - worst[name][0]):
            worst[name] = (few, many, quick, slow, " ".join(key))
    lines = sorted(worst.items(), key=lambda item: item[1][0] - item[1][1])
    print(
        shown(
            [(n, a, b, f"{q:.0f}", f"{s:.0f}", at) for n, (a, b, q, s, at) in lines],
            ("page", "SQL", "SQL x10", "ms", "ms x10", "at"),
        )
    )
    print(
        json.dumps(
            {"rows": rows, "pages": {name: {"sql": few, "sql_x10": many} for name, (few, many, *_rest) in lines}}
        )
    )
    other = [f"{name}: {few} became {many} ({at})" for name, (few, many, _q, _s, at) in lines if many > few]
    print("\n".join(["", *other] if other else ["", "No page asks more queries than before."]))
    return int(bool(other) or not lines)


if __name__ == "__main__":
    sys.exit(main())
