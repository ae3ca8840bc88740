"""Checks the chains of events of all cases; ends with 1 and their numbers when one does not hold."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.cases.lookup import tidy_number
from services.cases.queries.broken import Broken, verified
from tenants.models import Tenant

WORDS = {
    "missing": "前面缺了记录",
    "previous": "与前一条接不上",
    "data": "内容与校验值不符",
    "hash": "记录本身被改动",
    "head": "案件与最后一条记录对不上",
}


class Command(BaseCommand):
    help = "校验案件记录：逐条核对校验链，有不符的列出案号和位置，并以状态1结束。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", default="", help="只校验这个站点（标识）")
        parser.add_argument("--case", default="", help="只校验这个案号")

    def handle(self, *args: Any, **options: Any) -> None:
        tenants = Tenant.objects.order_by("pk")
        if options["tenant"]:
            tenants = tenants.filter(slug=options["tenant"])
            if not tenants:
                raise CommandError(f"没有这个站点：{options['tenant']}")
        number, checked, found = tidy_number(options["case"]), 0, list[Broken]()
        for tenant in tenants:
            for _case, broken in verified(tenant, number):
                checked += 1
                found += [broken] if broken else []
        if number and not checked:
            raise CommandError(f"没有这个案号：{options['case']}")
        for broken in found:
            self.stderr.write(_line(broken))
        if found:
            raise CommandError(f"校验了{checked}件案件，{len(found)}件没有通过。", returncode=1)
        self.stdout.write(f"校验了{checked}件案件，全部通过。")


def _line(broken: Broken) -> str:
    places = (
        f"第{fault.position}条{WORDS[fault.reason]}" if fault.position else WORDS[fault.reason]
        for fault in broken.faults
    )
    return f"{broken.tenant.slug} {broken.case.number}：{'；'.join(places)}"
