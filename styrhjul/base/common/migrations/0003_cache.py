"""Make the table of the cache, which Django has no model for."""

from django.core.management import call_command
from django.db import migrations


def make(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):

    dependencies = [
        ("common", "0002_append_only_trace"),
    ]

    operations = [
        migrations.RunPython(make, migrations.RunPython.noop),
    ]
