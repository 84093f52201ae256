from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('steering', '0003_own_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='modeldraft',
            name='discarded_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
