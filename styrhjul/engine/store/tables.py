"""The tables of a build, and the statements that fill and check them."""

CREATE = """
create table about (built_at varchar, source varchar);
create table areas (no smallint, id varchar, name varchar, kind varchar, county_code varchar, county varchar,
                    type_code varchar, type_name varchar);
create table indicators (no integer, id varchar, title varchar, description varchar, operating_area varchar,
                         perspective varchar, divided_by_sex boolean, similar_list varchar, withdrawn boolean,
                         first_period integer, last_period integer, municipalities integer);
create table groups (id varchar, title varchar, kind varchar, similar_list varchar, area varchar, year integer);
create table members (group_id varchar, area varchar);
create table codes (kind varchar, no tinyint, word varchar);
create table cells (indicator_no integer, area_no smallint, period smallint, sex_no tinyint, value double,
                    status_no tinyint);
create table latest (area_no smallint, indicator_no integer, sex_no tinyint, period smallint, value double,
                     status_no tinyint);
create view "values" as
    select i.id as indicator, a.id as area, c.period, s.word as sex, c.value, t.word as status
    from cells c join indicators i on i.no = c.indicator_no join areas a on a.no = c.area_no
    join codes s on s.kind = 'sex' and s.no = c.sex_no join codes t on t.kind = 'status' and t.no = c.status_no;
"""

# How the owners of a file may have called a column; every statement is a constant.
RENAME = {
    "kpi": "alter table raw rename column kpi to indicator",
    "municipality": "alter table raw rename column municipality to area",
    "year": "alter table raw rename column year to period",
    "gender": "alter table raw rename column gender to sex",
}
NEEDED = ("indicator", "area", "period", "sex", "value")

READ_PARQUET = "create or replace temp table raw as from read_parquet(?, file_row_number = true)"
READ_CSV = """create or replace temp table raw as
    select *, row_number() over () - 1 as file_row_number from read_csv(?, all_varchar = true, header = true)"""

INCOMING = """
create or replace temp table incoming as
    select file_row_number + 1 as row, trim(indicator::varchar) as indicator, trim(area::varchar) as area,
           try_cast(period as double) as period, period::varchar as period_text, upper(trim(sex::varchar)) as sex,
           try_cast(value as double) as value,
           case when value is not null and try_cast(value as double) is null then value::varchar end as not_a_number,
           coalesce(trim(status::varchar), '') as status
    from raw
"""

# The first fault of every row; the caller takes the lowest row.
FAULT = """
select n.row, case
    when n.indicator is null then 'no indicator'
    when i.id is null then 'the indicator ' || n.indicator || ' is not among the indicators'
    when n.area is null then 'no area'
    when a.id is null then 'the area ' || n.area || ' is not among the areas'
    when n.period is null or n.period <> floor(n.period) or n.period not between 1900 and 2100
        then 'the year is ' || coalesce(n.period_text, 'empty') || ', not a year between 1900 and 2100'
    when n.sex is null or s.word is null then 'the group is ' || coalesce(n.sex, 'empty') || ', not T, K or M'
    when n.not_a_number is not null then 'the value ' || n.not_a_number || ' is not a number with a decimal point'
    when isnan(n.value) or isinf(n.value) then 'the value is not a finite number'
    when t.word is null then 'the status ' || n.status || ' is not known'
    when n.value is not null and n.status in ('unknown', 'not_delivered', 'not_applicable', 'secret')
        then 'there is a value, and the status says that it is missing'
    when n.value is null and n.status in ('final', 'preliminary') then 'the status says that there is a value'
    end as reason
from incoming n left join indicators i on i.id = n.indicator left join areas a on a.id = n.area
left join codes s on s.kind = 'sex' and s.word = n.sex left join codes t on t.kind = 'status' and t.word = n.status
where reason is not null order by n.row limit 1
"""

TWICE = """
select max(row), 'the same indicator, area, year and group as row ' || min(row)
from incoming group by indicator, area, period, sex having count(*) > 1 order by 1 limit 1
"""

AREAS = """
insert into areas
    select row_number() over (order by id) - 1, id, name, kind, coalesce(county_code, ''), coalesce(county, ''),
           coalesce(skr_code, ''), coalesce(skr_group, '') from raw
"""
INDICATORS = """
insert into indicators
    select row_number() over (order by id) - 1, id, title, coalesce(description, ''), coalesce(operating_area, ''),
           coalesce(perspective, ''), coalesce(is_divided_by_gender::boolean, false), coalesce(similar_list, ''),
           coalesce(withdrawn::boolean, false), null, null, null from raw
"""
MAY_BE_WITHDRAWN = "alter table raw add column if not exists withdrawn boolean"
GROUPS = "insert into groups select id, title, kind, similar_list, area, year from raw"
MEMBERS = "insert into members select group_id, area from raw"

# What the build before knew of and the files do not: values of it may be kept.
KNOWN_BEFORE = """
insert into areas by name
    select * replace ((select count(*) from areas) + row_number() over (order by id) - 1 as no)
    from before.areas where id not in (select id from areas);
insert into indicators by name
    select * replace ((select count(*) from indicators) + row_number() over (order by id) - 1 as no)
    from before.indicators where id not in (select id from indicators);
insert into members from before.members where group_id not in (select id from groups);
insert into groups from before.groups where id not in (select id from groups);
"""

METADATA_FAULTS = (
    ("select id, 'there is no id' from areas where id is null limit 1"),
    ("select id, 'the area is given twice' from areas group by id having count(*) > 1 limit 1"),
    ("select id, 'the kind of area is not K or L' from areas where kind is null or kind not in ('K', 'L') limit 1"),
    ("select id, 'there is no id or title' from indicators where id is null or title is null limit 1"),
    ("select id, 'the indicator is given twice' from indicators group by id having count(*) > 1 limit 1"),
    (
        "select group_id, 'the group is not among the groups' from members "
        "where group_id not in (select id from groups) limit 1"
    ),
    ("select area, 'the member is not among the areas' from members where area not in (select id from areas) limit 1"),
)

CELLS = """
insert into cells
    select i.no, a.no, n.period, s.no, n.value, t.no
    from incoming n join indicators i on i.id = n.indicator join areas a on a.id = n.area
    join codes s on s.kind = 'sex' and s.word = n.sex join codes t on t.kind = 'status' and t.word = n.status
    where n.value is not null or n.status in ('not_delivered', 'not_applicable', 'secret')
    order by i.no, a.no, n.period, s.no
"""

# What the build before had and the new file does not speak of.
KEEP = """
insert into incoming
    select 0, o.indicator, o.area, o.period, null, o.sex, o.value, null, o.status from before."values" o
    join indicators i on i.id = o.indicator join areas a on a.id = o.area
    anti join incoming n on n.indicator = o.indicator and n.area = o.area and n.period = o.period and n.sex = o.sex
"""

FINISH = """
insert into latest
    select area_no, indicator_no, sex_no, max(period), arg_max(value, period), arg_max(status_no, period)
    from cells where value is not null group by all order by 1, 2, 3;
update indicators set first_period = f.a, last_period = f.b, municipalities = f.m from (
    select indicator_no, min(period) as a, max(period) as b,
           count(distinct area_no) filter (where a.kind = 'K') as m
    from cells c join areas a on a.no = c.area_no where c.value is not null group by 1) f
where f.indicator_no = indicators.no;
"""
