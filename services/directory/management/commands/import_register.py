import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from services.directory.actions.import_register import import_register, preview
from services.directory.transfer.files import read_file
from services.directory.transfer.plan import Plan
from services.directory.transfer.refusals import UnreadableFileError
from services.directory.transfer.registers import registers
from services.directory.transfer.report import said
from services.directory.transfer.sheet import Table, table
from tenants.models import Tenant
from tenants.scope import in_tenant

LABELS = {"new": "新增", "changed": "修改", "unchanged": "不变", "faulty": "有问题"}


class Command(BaseCommand):
    help = (
        "Imports a register of the directory from .xlsx or .csv; the good rows go in, the others are named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("register", choices=list(registers()))
        parser.add_argument("path", type=Path, metavar="FILE")
        parser.add_argument("--tenant", required=True, help="slug of the tenant")
        parser.add_argument("--dry-run", action="store_true", help="report only, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        tenant = Tenant.objects.filter(slug=options["tenant"]).first()
        if tenant is None:
            raise CommandError(f"没有标识为“{options['tenant']}”的租户。")
        register, path = registers()[options["register"]], options["path"]
        try:
            found = table(read_file(path.read_bytes(), path.name, register), register)
        except (OSError, UnreadableFileError) as error:
            raise CommandError(str(error)) from error
        with in_tenant(tenant):
            if options["dry_run"]:
                plan = preview(found, register, tenant=tenant)
            else:
                plan = self._import(found, register.code, tenant, path.name)
        self._print(plan)
        if plan.faulty():
            raise CommandError(f"有{len(plan.faulty())}行有问题，没有导入，原因见上；其余的已经处理。")

    def _import(self, found: Table, code: str, tenant: Tenant, name: str) -> Plan:
        with tqdm(total=len(found.rows), disable=not sys.stderr.isatty(), unit="行") as bar:
            return import_register(
                found, registers()[code], tenant=tenant, actor=None, file_name=name, progress=bar.update
            )

    def _print(self, plan: Plan) -> None:
        if plan.table.unknown:
            self.stdout.write(f"没有认出的列：{'、'.join(plan.table.unknown)}")
        for line in plan.lines:
            why = "".join(f"\n        {said(fault)}" for fault in line.faults)
            changes = "，".join(f"{one.heading} {one.old or '—'}→{one.new or '—'}" for one in line.changes)
            shown = changes if line.outcome == "changed" else ""
            self.stdout.write(f"[{LABELS[line.outcome]}] 第{line.number}行 {line.name} {shown}{why}".rstrip())
        counts = "，".join(f"{label} {plan.counts[outcome]}" for outcome, label in LABELS.items())
        self.stdout.write(self.style.SUCCESS(counts))
