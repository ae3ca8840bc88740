import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from home.actions.import_files import File, import_files
from home.actions.import_report import Report
from home.importer import SUFFIXES
from tenants.models import Tenant
from tenants.scope import in_tenant

LABELS = {"imported": "新增", "updated": "更新", "unchanged": "未变", "refused": "拒绝"}


class Command(BaseCommand):
    help = "Imports policies from .txt, .docx, .pdf and .html files: one document or a compilation per file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="files or folders")
        parser.add_argument("--tenant", required=True, help="slug of the tenant")
        parser.add_argument(
            "--publish", action="store_true", help="publish at once instead of leaving drafts"
        )
        parser.add_argument("--dry-run", action="store_true", help="report only, change nothing")

    def handle(self, *args: Any, **options: Any) -> None:
        tenant = Tenant.objects.filter(slug=options["tenant"]).first()
        if tenant is None:
            raise CommandError(f"没有标识为“{options['tenant']}”的租户。")
        files = list(_files(options["paths"]))
        with in_tenant(tenant), tqdm(total=len(files), disable=not sys.stderr.isatty(), unit="个") as bar:
            report = import_files(
                files,
                tenant=tenant,
                publish=options["publish"],
                dry_run=options["dry_run"],
                progress=lambda _name: bar.update(),
            )
        self._print(report, options["verbosity"])
        if report.count("refused"):
            raise CommandError(f"有{report.count('refused')}份文件被拒绝，原因见上；其余的已经处理。")

    def _print(self, report: Report, verbosity: int) -> None:
        for row in report.rows:
            where = f" 第{row.line}行" if row.line else ""
            self.stdout.write(
                f"[{LABELS[row.outcome]}] {row.file}{where} {row.number} {row.title}{row.reason}"
            )
            for found in row.notes if verbosity else ():
                self.stdout.write(f"        待核实 {found}")
        counts = "，".join(f"{label} {report.count(outcome)}" for outcome, label in LABELS.items())
        self.stdout.write(self.style.SUCCESS(counts))


def _files(paths: list[Path]) -> Iterator[File]:
    for path in paths:
        if path.is_dir():
            found = sorted(p for p in path.rglob("*") if p.suffix.lower() in SUFFIXES)
            yield from (File(p.name, p) for p in found)
        else:
            yield File(path.name, path)
