from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from home.actions.open_site import open_site
from tenants.actions.errors import TenantError
from tenants.models import Tenant


class Command(BaseCommand):
    help = "Brings a county to life: site, sections, collection, groups, workflow, footer values."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="the name in its address: SLUG.localhost")
        parser.add_argument("--name", default="", help="the county's name, for example 云溪县")
        parser.add_argument("--division", default="", help="GB/T 2260 code, 6 digits")
        parser.add_argument("--parent", default="", help="slug of the umbrella tenant")
        parser.add_argument("--umbrella", action="store_true", help="make an umbrella (city, region) instead")

    def handle(self, *args: Any, **options: Any) -> None:
        parent = Tenant.objects.filter(slug=options["parent"]).first()
        if options["parent"] and parent is None:
            known = "、".join(Tenant.objects.filter(kind=Tenant.Kind.UMBRELLA).values_list("slug", flat=True))
            raise CommandError(f"没有标识为“{options['parent']}”的上级租户（现有：{known}），未作任何更改。")
        kind = Tenant.Kind.UMBRELLA if options["umbrella"] else Tenant.Kind.COUNTY
        try:
            tenant = open_site(
                options["slug"],
                name=options["name"],
                division_code=options["division"],
                parent=parent,
                kind=kind,
            )
        except TenantError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(self.style.SUCCESS(f"{tenant.name} 已开通：{tenant.root_url}/"))
