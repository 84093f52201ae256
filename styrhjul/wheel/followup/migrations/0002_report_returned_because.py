from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("followup", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="returned_because",
            field=models.CharField(blank=True, max_length=500, verbose_name="what needs more work"),
        ),
    ]
