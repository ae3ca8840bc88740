from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from services.directory.map import drawn
from services.directory.matters import taxonomy
from services.directory.queries import public_lawyers, public_mediators, public_organisations
from tenants.models import Tenant


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """A city shows its own lists and leads to those of its counties; it has no townships to draw."""
    tenant = request.tenant
    counties = Tenant.objects.filter(parent=tenant).select_related("site") if tenant.is_umbrella else ()
    context = {
        "counties": [{"name": county.name, "url": f"{county.root_url}/directory/"} for county in counties],
        "map": None if tenant.is_umbrella else drawn(tenant),
        "fields": taxonomy().children(""),
        "numbers": {
            "organisations": public_organisations().count(),
            "mediators": public_mediators().count(),
            "lawyers": public_lawyers().count(),
        },
        "crumbs": [{"title": _("找人、找机构")}],
    }
    return render(request, "directory/public/start.html", context)
