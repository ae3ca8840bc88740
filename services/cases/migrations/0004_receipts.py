import django.db.models.deletion
from django.db import migrations, models

import tenants.fields


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_dossiers"), ("tenants", "0002_tenant")]

    operations = [
        migrations.CreateModel(
            name="Receipt",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("owner", models.CharField(max_length=64)),
                ("token", models.CharField(max_length=40)),
                ("sealed_code", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                (
                    "case",
                    tenants.fields.TenantForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="receipts",
                        to="cases.case",
                    ),
                ),
                (
                    "tenant",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="tenants.tenant",
                    ),
                ),
            ],
            options={
                "verbose_name": "回执",
                "verbose_name_plural": "回执",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("tenant", "owner", "token"), name="one_receipt_per_confirmation"
                    )
                ],
            },
        ),
    ]
