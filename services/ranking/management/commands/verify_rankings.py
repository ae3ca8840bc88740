"""Checks every published edition; ends with 1 and their names when one is not what was sealed."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.ranking.verification import Checked, verified
from tenants.models import Tenant

WORDS = {
    "digest": "文件与校验码不符",
    "journal": "校验码与公布时日志记下的不同",
    "before": "上一期不再是已公布的",
    "recomputed": "按公式重算的结果与名次表不同",
    "lines": "网页上的名次与名次表不同",
    "names": "姓名被改动",
    "people": "代码对不上名册里的人",
}


class Command(BaseCommand):
    help = "校验已公布的排名：校验码、与上一期的衔接、重算结果、网页上的名次和姓名，有不符的以状态1结束。"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--tenant", default="", help="只校验这个站点（标识）")

    def handle(self, *args: Any, **options: Any) -> None:
        tenants = Tenant.objects.order_by("pk")
        if options["tenant"]:
            tenants = tenants.filter(slug=options["tenant"])
            if not tenants:
                raise CommandError(f"没有这个站点：{options['tenant']}")
        checked, broken = 0, list[Checked]()
        for tenant in tenants:
            for one in verified(tenant):
                checked += 1
                broken += [one] if one.faults else []
        for one in broken:
            said = "；".join(WORDS[fault] for fault in one.faults)
            self.stderr.write(f"{one.tenant.slug} {one.edition.board} {one.edition.period}：{said}")
        if broken:
            raise CommandError(f"校验了{checked}期排名，{len(broken)}期没有通过。", returncode=1)
        self.stdout.write(f"校验了{checked}期排名，全部通过。")
