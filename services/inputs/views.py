from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from services.inputs import drafts
from services.inputs.actions.errors import DraftTooLargeError
from tenants.throttle import throttled


@never_cache
@require_POST
@throttled("drafts", limit=600)
def save(request: HttpRequest) -> HttpResponse:
    """What the script sends while somebody types; answered with the time that is shown."""
    try:
        ticket = drafts.opened(request.POST.get("ticket", ""))
        at = drafts.save(request, ticket, request.POST)
    except BadSignature:
        return JsonResponse({"said": _("页面打开得太久，请先提交或重新打开本页。")}, status=400)
    except DraftTooLargeError:
        return JsonResponse({"said": _("填写的内容太多，没有自动保存。")}, status=413)
    return JsonResponse({"said": _("已自动保存 %(time)s") % {"time": f"{timezone.localtime(at):%H:%M}"}})
