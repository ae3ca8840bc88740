"""The form in which somebody signs a paper on the screen: has read it, and signs by hand, by name or with a photo."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from services.documents.actions.sign import Signing
from services.forms.load import assemble
from services.forms.spec import Form
from services.inputs.bound import Bound
from tenants.throttle import visitor


def signing_form(name: str, *, own: bool = True) -> Form:
    """`own`: somebody signs for themselves; nobody types a name for another."""
    declared: dict[str, dict[str, Any]] = {
        "read": {
            "label": _("看过文书"),
            "type": "several",
            "options": {"yes": _("我已看过这份文书，内容和我的意思一致")},
        },
        "signature": {
            "label": _("签名"),
            "type": "signature",
            "kind": "" if own else "in_person",
            "help": _("请签“%(name)s”。") % {"name": name},
        },
    }
    return assemble("sign", _("签名"), declared, required=declared)


def signing(request: HttpRequest, bound: Bound, name: str) -> Signing:
    """`seen` of the request: the SHA-256 of the file that was shown."""
    signed = bound.cleaned.values["signature"]
    image = b""
    if signed.get("key"):
        with bound.files[signed["key"]].file.open("rb") as kept:
            image = kept.read()
    return Signing(
        method=signed["way"],
        name=signed.get("name", name),
        statement=_("我已看过这份文书，内容和我的意思一致"),
        seen=request.POST.get("seen", "")[:64],
        image=image,
        device=f"{visitor(request)} {request.META.get('HTTP_USER_AGENT', '')}"[:300],
    )
