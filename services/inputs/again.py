"""After a form with mistakes the browser is sent to the form again, so that Back and reload ask nobody anything.

What was typed waits as a draft; the complaints wait in the session and are shown once.
"""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from services.inputs import once
from services.inputs.actions.errors import DraftTooLargeError
from services.inputs.actions.purge_drafts import KEPT_DAYS
from services.inputs.bound import Bound


def ask_again(bound: Bound) -> HttpResponse | None:
    """None where the page has to be drawn at once: nothing keeps what was typed, or a row more was asked for."""
    sent = bound.request.POST
    if not bound.draft or f"{bound.prefix}-add" in sent:
        return None
    if f"{bound.prefix}-clear" not in sent:
        try:
            bound.keep()
        except DraftTooLargeError:
            return None
        once.leave(bound.request, bound.draft, bound.said)
    if f"{bound.prefix}-keep" in sent:
        text = _("已经保存，还没有提交。%(days)s天内用同一部手机或者电脑再打开这一页，就能接着填。")
        messages.success(bound.request, text % {"days": KEPT_DAYS})
    return HttpResponseRedirect(bound.request.get_full_path())
