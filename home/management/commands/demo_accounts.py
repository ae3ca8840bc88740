from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.actions.load_demo import PASSWORD
from home.demo import content
from tenants import roles
from tenants.models import Tenant

NEEDS_CODE = "（需动态码）"


class Command(BaseCommand):
    help = "Prints the addresses and the accounts of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There is no demo in production.")
        self.stdout.write(f"\n枫桥演示站   密码一律为 {PASSWORD}")
        for name in (content.UMBRELLA, *content.COUNTIES):
            entry = content.read(name)
            address = Tenant.objects.select_related("site").get(slug=entry["tenant"]["slug"]).root_url
            self.stdout.write(f"\n{entry['tenant']['name']}  {address}/   后台 {address}/admin/")
            for person in entry["people"]:
                self.stdout.write(f"    {person['username']:<20}{person['name']}  {self._label(person)}")
        self.stdout.write("\n管理员的动态码：.venv/bin/python manage.py demo_code 用户名")
        self.stdout.write("群众登录：填手机号 19900000199，验证码显示在页面上和本窗口里。\n")

    def _label(self, person: dict[str, Any]) -> str:
        if person.get("platform_operator"):
            return f"平台运维{NEEDS_CODE}"
        held = person.get("roles", [])
        labels = "、".join(str(roles.ROLES[role].label) for role in held)
        return (labels or "群众") + (NEEDS_CODE if roles.ALWAYS_SECOND_FACTOR.intersection(held) else "")
