from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search import index
from search.engines.base import EngineError
from search.engines.current import engine
from tenants.models import Tenant


class Command(BaseCommand):
    help = "Builds the search index anew; the old one answers until the new one is complete."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tenant", metavar="SLUG", help="only this county")
        parser.add_argument(
            "--if-needed", action="store_true", help="only if there is no index, or an old one"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        tenant = self._tenant(options["tenant"])
        try:
            if options["if_needed"] and not engine().needs_rebuild():
                self.stdout.write(_("索引完好，无须重建。"))
                return
            count = index.rebuild(tenant, progress=options["verbosity"] > 0)
        except EngineError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("已编入索引 %(count)d 条。") % {"count": count})

    def _tenant(self, slug: str | None) -> Tenant | None:
        if slug is None:
            return None
        try:
            return Tenant.objects.get(slug=slug)
        except Tenant.DoesNotExist:
            raise CommandError(_("没有这个县：%(slug)s") % {"slug": slug}) from None
