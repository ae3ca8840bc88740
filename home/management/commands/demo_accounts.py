from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.actions.load_demo import PASSWORD
from home.demo import content

ROLES = {
    "county_admin": "县级管理员（需动态码）",
    "editor": "编辑",
    "reviewer": "审核",
    "supervisor": "督导",
}


class Command(BaseCommand):
    help = "Prints the addresses and the accounts of the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There is no demo in production.")
        port = settings.PUBLIC_PORT
        self.stdout.write(f"\n枫桥演示站   密码一律为 {PASSWORD}")
        for name in (content.UMBRELLA, *content.COUNTIES):
            entry = content.read(name)
            host = "localhost" if name == content.UMBRELLA else f"{entry['tenant']['slug']}.localhost"
            self.stdout.write(
                f"\n{entry['tenant']['name']}  http://{host}:{port}/   后台 http://{host}:{port}/admin/"
            )
            for person in entry["people"]:
                label = self._label(person)
                if label:
                    self.stdout.write(f"    {person['username']:<22}{label}  {person['name']}")
        self.stdout.write("\n管理员的动态码：.venv/bin/python manage.py demo_code 用户名")
        self.stdout.write("群众登录：填手机号 19900000199，验证码显示在页面上和本窗口里。\n")

    def _label(self, person: dict[str, Any]) -> str:
        if person.get("platform_operator"):
            return "平台运维（需动态码）"
        return "、".join(ROLES[role] for role in person.get("roles", []) if role in ROLES)
