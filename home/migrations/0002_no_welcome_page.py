"""drops: Wagtail's sample site and welcome page. A county's site comes from create_tenant alone."""

from django.db import migrations


def remove_samples(apps, schema_editor):
    apps.get_model("wagtailcore", "Site").objects.filter(hostname="localhost", port=80).delete()
    page = apps.get_model("wagtailcore", "Page")
    removed = page.objects.filter(depth=2, url_path="/home/", content_type__model="page").delete()[0]
    if removed:
        page.objects.filter(depth=1).update(numchild=0)


class Migration(migrations.Migration):
    dependencies = [("home", "0001_pages")]
    operations = [migrations.RunPython(remove_samples, migrations.RunPython.noop)]
