from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.calendar.periods import ended
from services.directory.models import Lawyer, Mediator
from services.directory.terms import in_office
from services.reviews.eligible import are_any
from services.reviews.models import Reviewer, ReviewSettings, Round
from services.reviews.models.settings import Board
from services.reviews.queries import settings_of
from services.reviews.rules import READS
from tenants.models import Membership, User
from tenants.queries import live


class AnnounceForm(forms.Form):
    """`batch`: a board and the first day of a quarter that can be announced."""

    batch = forms.ChoiceField(
        label=gettext_lazy("哪个季度办结的"),
        error_messages={"invalid_choice": gettext_lazy("这一批已经公告过，或者没有可以评查的案卷。")},
    )
    seed_plan = forms.CharField(
        label=gettext_lazy("随机数从哪里来"),
        max_length=200,
        help_text=gettext_lazy(
            "写明公告以后才产生、谁都查得到的数。例如：中国福利彩票双色球第2026135期的全部开奖号码；或者某日某会上当众抽出的六个数。"
        ),
    )
    seed_on = forms.DateField(
        label=gettext_lazy("随机数哪天产生"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("明天或更晚。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        today = timezone.localdate()
        self.fields["batch"].choices = [
            (board.label, lines) for board in Board if (lines := _open_quarters(board, today))
        ]
        self.fields["seed_on"].initial = today + timedelta(days=3)

    def chosen(self) -> tuple[str, date]:
        board, _space, since = self.cleaned_data["batch"].partition(" ")
        return board, date.fromisoformat(since)


# So far back a round may still be announced.
QUARTERS = 4


def _open_quarters(board: Board, today: date) -> list[tuple[str, str]]:
    """Not announced yet, and with something to read."""
    announced = set(Round.objects.filter(board=board).values_list("since", flat=True))
    on_paper = settings_of().on_paper
    return [
        (f"{board} {one.first}", str(one))
        for one in ended(today, "quarter", QUARTERS)
        if one.first not in announced and are_any(board, one.first, one.last, on_paper=on_paper)
    ]


class DrawForm(forms.Form):
    seed = forms.CharField(
        label=gettext_lazy("随机数"),
        max_length=200,
        help_text=gettext_lazy("照公布的样子填，数与数之间空一格。"),
    )
    source = forms.CharField(
        label=gettext_lazy("出处"),
        max_length=200,
        help_text=gettext_lazy("在哪里能查到：网址、公告或会议记录。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class WordsForm(forms.Form):
    """Why somebody declines, replies, or answers."""

    text = forms.CharField(max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, label: str = "", **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["text"].label = label


class SettingsForm(forms.ModelForm):
    class Meta:
        model = ReviewSettings
        fields = [
            "share", "least", "each_from", "on_paper", "readings", "difference", "pass_mark", "reply_days",
        ]  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        words = {"min_value": _("不能小于%(limit_value)s。"), "max_value": _("不能大于%(limit_value)s。")}
        for field in self.fields.values():
            field.error_messages |= words


class ReviewerForm(forms.Form):
    """Choices are asked for when the form is made: those of the county that is at work."""

    board = forms.ChoiceField(label=gettext_lazy("评查哪类案卷"), choices=Board.choices)
    person = forms.ChoiceField(label=gettext_lazy("谁"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        members = Membership.objects.filter(live(), role__in=READS).values("user")
        users = User.objects.filter(pk__in=members, is_active=True).order_by("name", "pk")
        here = Q(user__in=members)
        self.fields["person"].choices = [
            ("", _("请选择")),
            (_("工作人员"), [(f"user-{one.pk}", str(one)) for one in users]),
            (
                _("律师名册"),
                _lines("lawyer", Lawyer.objects.filter(in_office(), here).select_related("firm"), "firm"),
            ),
            (
                _("调解员名册"),
                _lines(
                    "mediator",
                    Mediator.objects.filter(in_office(), here).select_related("organisation"),
                    "organisation",
                ),
            ),
        ]

    def row(self) -> dict[str, Any]:
        kind, _dash, pk = self.cleaned_data["person"].partition("-")
        return {"board": self.cleaned_data["board"], f"{kind}_id": int(pk)}


def _lines(kind: str, rows: Any, home: str) -> list[tuple[str, str]]:
    return [(f"{kind}-{one.pk}", f"{one.name}（{getattr(one, home).name}）") for one in rows]


def listed() -> Any:
    return Reviewer.objects.select_related("user", "lawyer__firm", "mediator__organisation")
