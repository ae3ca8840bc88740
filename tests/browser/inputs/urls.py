"""A form with a field of every type, in the dress of a public page and of the back office."""

import json

from django import forms
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.blocks import StreamValue
from wagtail.blocks.base import BlockField

from services.inputs.blocks import form_stream
from services.inputs.bound import Bound
from services.inputs.stream import to_declaration, to_stream
from tests.browser.inputs.form import FORM

_FORM = """
{% if sent %}<h1>已提交</h1><pre id="sent">{{ sent }}</pre>{% else %}<h1>{{ bound.form.name }}</h1>
<form method="post" enctype="multipart/form-data" novalidate>{% csrf_token %}{% declared_form bound %}
<button id="send">提交申请</button></form>{% endif %}
"""
_PUBLIC = """{% extends "portal/base.html" %}{% load declared %}{% block styles %}{% include "inputs/styles.html" %}{% endblock %}
{% block main %}%s{% endblock %}{% block extra %}{% include "inputs/scripts.html" %}{% endblock %}"""
_ADMIN = """{% extends "wagtailadmin/base.html" %}{% load declared %}{% block titletag %}试填{% endblock %}
{% block extra_css %}{{ block.super }}{% include "inputs/styles.html" %}{% endblock %}
{% block content %}<div class="nice-padding">%s</div>{% endblock %}
{% block extra_js %}{{ block.super }}{% include "inputs/scripts.html" %}{% endblock %}"""


def _page(frame: str, prefix: str):
    @never_cache
    def fill(request: HttpRequest) -> HttpResponse:
        bound = Bound.of(request, FORM, prefix, draft=f"try-{prefix}")
        sent = ""
        if bound.valid:
            sent = json.dumps(bound.cleaned.values, ensure_ascii=False, indent=1)
            bound.settle()
        template = engines["django"].from_string(frame.replace("%s", _FORM))
        return HttpResponse(template.render({"bound": bound, "sent": sent}, request))

    return fill


_EDITOR = _ADMIN.replace(
    "%s",
    """{% if sent %}<pre id="sent">{{ sent }}</pre>{% else %}<form method="post" novalidate>{% csrf_token %}
    {{ form.media }}{{ form.stream.errors }}{{ form.stream }}<button class="button" id="send">保存</button></form>{% endif %}""",
)


class EditorForm(forms.Form):
    stream = BlockField(form_stream())


def edit(request: HttpRequest) -> HttpResponse:
    form = EditorForm(request.POST or None, initial={"stream": _stream()})
    sent = ""
    if request.method == "POST" and form.is_valid():
        declaration = to_declaration(
            form.cleaned_data["stream"], code=FORM.code, name=FORM.name, help=FORM.help
        )
        sent = json.dumps(declaration, ensure_ascii=False, indent=1)
    return HttpResponse(engines["django"].from_string(_EDITOR).render({"form": form, "sent": sent}, request))


def _stream() -> StreamValue:
    return form_stream().to_python(to_stream(FORM.source))


urlpatterns = [
    path("admin/try/editor/", require_admin_access(edit)),
    path("try/", _page(_PUBLIC, "try")),
    path("admin/try/", require_admin_access(_page(_ADMIN, "office"))),
    path("", include("portal.urls")),
]
