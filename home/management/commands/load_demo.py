from typing import Any

from django.core.management.base import BaseCommand

from home.actions.load_demo import load_demo


class Command(BaseCommand):
    help = "Loads the demo once: an umbrella and three invented counties with people and pages."

    def handle(self, *args: Any, **options: Any) -> None:
        made = load_demo(progress=lambda name: self.stdout.write(f"演示数据：{name} …"))
        self.stdout.write(f"演示数据已就绪（新建{made}个站点）。" if made else "演示数据已就绪。")
