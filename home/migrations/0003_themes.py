from django.db import migrations

THEMES = [
    "人民调解",
    "法律援助",
    "律师工作",
    "公证",
    "司法确认与仲裁衔接",
    "信访法治化",
    "社区矫正与安置帮教",
    "法治宣传",
    "公共法律服务平台",
    "经费与补贴",
    "队伍建设",
    "监督考核",
]


def add_themes(apps, schema_editor):
    theme = apps.get_model("home", "Theme")
    for order, name in enumerate(THEMES):
        theme.objects.get_or_create(name=name, defaults={"order": order})


class Migration(migrations.Migration):
    dependencies = [("home", "0002_no_welcome_page")]
    operations = [migrations.RunPython(add_themes, migrations.RunPython.noop)]
