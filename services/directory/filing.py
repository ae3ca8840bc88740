"""The county's certified mediators for the filing with the region: one numbered line each, by place."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from services.directory.models import Mediator
from services.directory.terms import in_office


def heading() -> list[str]:
    return [
        _("序号"), _("姓名"), _("性别"), _("学历"), _("所在调解组织"), _("机构类别"), _("专（兼）职"), _("来源"),
        _("人民调解员证号"), _("发证日期"), _("有效期至"), _("等级"), _("备注"),
    ]  # fmt: skip


def lines() -> Iterator[list[str]]:
    """Whose certificate counts today; a telephone is not asked for."""
    today = timezone.localdate()
    certified = Mediator.objects.filter(in_office(today), Q(valid_until=None) | Q(valid_until__gte=today))
    ordered = certified.exclude(certificate="").select_related("organisation")
    for number, one in enumerate(ordered, start=1):
        yield [
            str(number),
            one.name,
            _("女") if one.woman else _("男"),
            one.get_education_display(),
            one.organisation.name,
            str(one.organisation.get_kind_display()),
            _("专职") if one.full_time else _("兼职"),
            one.get_source_display(),
            one.certificate,
            one.issued_on.isoformat() if one.issued_on else "",
            one.valid_until.isoformat() if one.valid_until else "",
            one.get_grade_display(),
            _("兼任仲裁调解员") if one.arbitration else "",
        ]
