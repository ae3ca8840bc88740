import services.reviews.models.reading
from django.db import migrations, models


def give_each_its_own(apps, schema_editor):
    """A new column has one value in all rows."""
    readings = apps.get_model("reviews", "Reading").objects
    for pk in readings.order_by().values_list("pk", flat=True):
        readings.filter(pk=pk).update(code=services.reviews.models.reading.new_code())


class Migration(migrations.Migration):
    dependencies = [
        ("reviews", "0001_rounds_of_dossier_review"),
    ]

    operations = [
        migrations.AddField(
            model_name="reading",
            name="code",
            field=models.CharField(
                default=services.reviews.models.reading.new_code, editable=False, max_length=8
            ),
        ),
        migrations.RunPython(give_each_its_own, migrations.RunPython.noop),
    ]
