from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.actions.load_demo import PASSWORD
from home.actions.load_demo_cases import known_number
from home.actions.load_demo_rooms import citizens, demo_room
from home.actions.play_demo_case import KNOWN_CODE
from home.demo import content
from tenants import roles
from tenants.models import Tenant
from tenants.scope import in_tenant

NEEDS_CODE = "（需动态码）"


def _citizen(entry: dict[str, Any]) -> str:
    return next(person["phone"] for person in entry["people"] if not person.get("roles"))


class Command(BaseCommand):
    help = "Prints the addresses and the accounts of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There is no demo in production.")
        self.stdout.write(f"\n枫桥演示站   密码一律为 {PASSWORD}")
        for name in (content.UMBRELLA, *content.COUNTIES):
            entry = content.read(name)
            tenant = Tenant.objects.select_related("site").get(slug=entry["tenant"]["slug"])
            address = tenant.root_url
            self.stdout.write(f"\n{entry['tenant']['name']}  {address}/   后台 {address}/admin/")
            for person in entry["people"]:
                self.stdout.write(f"    {person['username']:<20}{person['name']}  {self._label(person)}")
            with in_tenant(tenant):
                number, room = known_number(tenant), demo_room()
            if number:
                self.stdout.write(f"    查进度  {address}/track/   案号 {number}   查询码 {KNOWN_CODE}")
                self.stdout.write(
                    f"    群众登录  填手机号 {_citizen(entry)}，登录后在“我的事项”里有正在办的事"
                )
            if room:
                self.stdout.write(f"    视频调解  {address}/mediation/{room.code}/   {self._seats(entry)}")
        self.stdout.write("\n管理员的动态码：.venv/bin/python manage.py demo_code 用户名")
        self.stdout.write(
            "群众登录：填手机号，验证码显示在页面上和本窗口里；19900000199 是还没有事项的新用户。\n"
        )

    def _seats(self, entry: dict[str, Any]) -> str:
        phones = "、".join(one["phone"] for one in citizens(entry))
        return f"一个浏览器用 {entry['tenant']['slug']}-mediator 登录，另一个用群众手机号 {phones} 登录"

    def _label(self, person: dict[str, Any]) -> str:
        if person.get("platform_operator"):
            return f"平台运维{NEEDS_CODE}"
        held = person.get("roles", [])
        labels = "、".join(str(roles.ROLES[role].label) for role in held)
        return (labels or "群众") + (NEEDS_CODE if roles.ALWAYS_SECOND_FACTOR.intersection(held) else "")
