from django.db import migrations
from django.db.models import OuterRef, Subquery


def find_lines(apps, schema_editor):
    """Whoever was named by their account gets their line in the register of the same county."""
    handlers = apps.get_model("cases", "Handler").objects
    for field in ("lawyer", "mediator"):
        lines = apps.get_model("directory", field.capitalize()).objects
        own = lines.filter(user=OuterRef("user"), tenant=OuterRef("tenant")).order_by("pk").values("pk")[:1]
        handlers.filter(user__isnull=False).update(**{field: Subquery(own)})


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_handlers_lines_in_the_registers"),
    ]

    operations = [
        migrations.RunPython(find_lines, migrations.RunPython.noop),
    ]
