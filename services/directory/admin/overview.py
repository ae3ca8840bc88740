"""Two pages over all organisations: the tree with its coverage, and what is missing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from services.directory import activity, due
from services.directory.admin.pages import RegisterPage
from services.directory.composition import composition
from services.directory.counting import running
from services.directory.shortfalls import shortfalls
from services.directory.tree import branches, coverage


class TreeView(RegisterPage):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A city above the counties has no villages of its own."""
        rows = [] if request.tenant.is_umbrella else coverage(request.tenant)
        context = {
            "branches": branches(),
            "townships": rows[:-1],
            "county": rows[-1] if rows else None,
            "may_change": request.user.has_perm("directory.change_organisation"),
        }
        return TemplateResponse(request, "directory/admin/tree.html", context)


class ShortfallsView(RegisterPage):
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        today, rule = timezone.localdate(), composition().training
        found = shortfalls(running())
        context = {
            "hard": [one for one in found if not one.soft],
            "soft": [one for one in found if one.soft],
            "certificates": [(one, one.valid_until < today) for one in due.certificates(today)],
            "untrained": due.untrained(today, rule),
            "training": rule,
            "year": today.year,
            "terms": due.ended_terms(today),
            "activity_known": activity.known(),
            "silent": due.silent(today),
            "may_change": request.user.has_perm("directory.change_organisation"),
        }
        return TemplateResponse(request, "directory/admin/shortfalls.html", context)
