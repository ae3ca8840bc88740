from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from services.reviews.admin.access import REVIEWERS, SETTINGS, sees_all


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    here: bool


def tabs(request: HttpRequest) -> list[Tab]:
    may = request.user.has_perm
    wanted = [
        (sees_all(request), _("批次"), "reviews_modeladmin_index"),
        (True, _("我要评查的"), "reviews_readings"),
        (True, _("我承办的结果"), "reviews_results"),
        (may(REVIEWERS), _("评查员"), "reviews_reviewers"),
        (may(SETTINGS), _("设置"), "reviews_settings"),
    ]
    found = [(label, reverse(view)) for shown, label, view in wanted if shown]
    return [Tab(label, url, request.path == url) for label, url in found]
