"""Let the database itself keep the trace append-only.

Entries are never changed or removed. A detail is never changed, and removed only once the erasure of its
subject has been recorded. The head moves one step at a time and never back. SQLite and PostgreSQL say it in
their own words; whoever owns the database can take the triggers away, which is what the chain and its anchors
are for.
"""

from django.db import migrations

UNLESS_ERASED = """NOT EXISTS (
    SELECT 1 FROM common_traceentry AS erasure JOIN common_traceentry AS erased ON erased.subject = erasure.subject
    WHERE erased.sequence = OLD.entry_id AND erasure.sequence > erased.sequence AND erasure.event = 'trace.erased'
)"""
UNLESS_NEXT = "NEW.sequence <> OLD.sequence + 1"
IF_TAKEN = "EXISTS (SELECT 1 FROM common_traceentry WHERE sequence = NEW.sequence)"

# Name, table, what is tried, when it is refused (empty: always), what is said.
RULES = [
    ("trace_entry_update", "common_traceentry", "UPDATE", "", "entries of the trace never change"),
    ("trace_entry_delete", "common_traceentry", "DELETE", "", "entries of the trace are never removed"),
    ("trace_entry_insert", "common_traceentry", "INSERT", IF_TAKEN, "entries of the trace are never replaced"),
    ("trace_detail_update", "common_tracedetail", "UPDATE", "", "details of the trace never change"),
    ("trace_detail_delete", "common_tracedetail", "DELETE", UNLESS_ERASED, "a detail goes only after its erasure is recorded"),
    ("trace_head_update", "common_tracehead", "UPDATE", UNLESS_NEXT, "the head of the trace moves one step at a time"),
    ("trace_head_delete", "common_tracehead", "DELETE", "", "the head of the trace is never removed"),
]
TABLES = ("common_tracedetail", "common_traceentry", "common_tracehead")


def put_up(vendor):
    """Yield the statements that protect the trace."""
    for name, table, tried, when, says in RULES:
        if vendor == "sqlite":
            condition = f"WHEN {when} " if when else ""
            yield (
                f"CREATE TRIGGER {name} BEFORE {tried} ON {table} FOR EACH ROW {condition}"
                f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            )
        else:
            raised = f"RAISE EXCEPTION '{says}' USING ERRCODE = 'restrict_violation';"
            guarded = f"IF {when} THEN {raised} END IF;" if when else raised
            kept = "OLD" if tried == "DELETE" else "NEW"
            yield (
                f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {guarded} RETURN {kept}; END $$"
            )
            yield f"CREATE TRIGGER {name} BEFORE {tried} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    if vendor != "sqlite":
        yield (
            "CREATE FUNCTION trace_truncate() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'the trace is never emptied' USING ERRCODE = 'restrict_violation'; END $$"
        )
        for table in TABLES:
            yield f"CREATE TRIGGER trace_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION trace_truncate()"


def take_down(vendor):
    """Yield the statements that leave the trace unprotected."""
    for name, table, *_rule in RULES:
        yield f"DROP TRIGGER {name}" if vendor == "sqlite" else f"DROP FUNCTION {name}() CASCADE"
    if vendor != "sqlite":
        yield "DROP FUNCTION trace_truncate() CASCADE"


def protect(apps, schema_editor):
    for statement in put_up(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def leave_open(apps, schema_editor):
    for statement in take_down(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ("common", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(protect, leave_open),
    ]
