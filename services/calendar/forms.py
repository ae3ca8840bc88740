from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from services.calendar.models import CalendarDay, Source


class DayForm(WagtailAdminModelForm):
    """Whatever is saved by hand is the county's own: filling the year again leaves it alone."""

    def clean_date(self) -> Any:
        day = self.cleaned_data["date"]
        if CalendarDay.objects.filter(date=day).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("这一天已经在工作日历里，请修改原来的那一条。"))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        day, kind = cleaned.get("date"), cleaned.get("kind")
        if day and kind == CalendarDay.Kind.MAKEUP and day.weekday() < 5 and not self.instance.pk:
            self.add_error("kind", _("这一天是星期一至星期五，本来就上班，不需要录入。"))
        self.instance.source = Source.EDITOR
        return cleaned


class YearForm(forms.Form):
    """What the buttons of the list send."""

    year = forms.IntegerField(validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    what = forms.ChoiceField(choices=[(one, one) for one in ("fill", "declare", "reopen")])
