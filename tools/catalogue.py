"""Make the bundled catalogue of national indicators from the agency's lists of two occasions.

    python -m tools.catalogue FOLDER

FOLDER holds `kpi_2026-04.parquet` (the catalogue in force) and `kpi_v2_2024-08.parquet` (the one of when the bundled
values were fetched). An indicator that is gone from the later one is kept, since there are values of it, and marked as
withdrawn.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

BUNDLED = Path(__file__).parents[1] / "styrhjul/engine/store/bundled"

# Which national list of similar municipalities fits a field; fields that have none get the general one.
SIMILAR = {
    "Arbetsmarknad": "arbetsmarknad",
    "Förskoleverksamhet": "förskola",
    "Grundskola åk 0-9 inkl förskoleklass": "grundskola",
    "Gymnasieskola åk 1-3": "gymnasieskola",
    "Individ- och familjeomsorg": "IFO",
    "Äldre och funktionshinder": "äldreomsorg",
}
GENERAL = "övergripande"
MAKE = """
create table catalogue as
    with now as (select * from read_parquet(?)), before as (select * from read_parquet(?)),
    every as (
        select coalesce(b.id, n.id) as id, regexp_replace(trim(coalesce(n.title, b.name)), '\\s+', ' ', 'g') as title,
               regexp_replace(trim(replace(coalesce(n.description, b.description, ''), '\\n', ' ')), '\\s+', ' ', 'g')
                   as description,
               coalesce(n.operating_area, b.operating_area, '') as operating_area,
               coalesce(n.perspective, b.perspective, '') as perspective,
               coalesce(n.is_divided_by_gender, b.is_divided_by_gender = '1', false) as is_divided_by_gender,
               n.id is null as withdrawn
        from now n full outer join before b on b.id = n.id)
    select e.*, case when title ilike '%fritidshem%' then 'fritidshem'
         when title ilike '%ekonomiskt bistånd%' then 'ekonomiskt bistånd'
         when title ilike '%äldreomsorg%' then 'äldreomsorg'
         else coalesce(s.list, ?) end as similar_list
    from every e left join similar_lists s on s.field = e.operating_area order by e.id
"""


def main() -> None:
    """Write the file."""
    folder = Path(sys.argv[1])
    connection = duckdb.connect()
    connection.execute("create table similar_lists (field varchar, list varchar)")
    connection.executemany("insert into similar_lists values (?, ?)", list(SIMILAR.items()))
    files = [str(folder / "kpi_2026-04.parquet"), str(folder / "kpi_v2_2024-08.parquet")]
    connection.execute(MAKE, [*files, GENERAL])
    target = BUNDLED / "catalogue.parquet"
    connection.execute(f"copy catalogue to '{target}' (format parquet, compression zstd, compression_level 19)")
    count = connection.execute("select count(*), count(*) filter (withdrawn) from catalogue").fetchone()
    sys.stdout.write(f"{count} in {target.name}\n")


if __name__ == "__main__":
    main()
