"""What the back office of the ranking is asked and answered with."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_lazy as _

from services.calendar.half_years import HalfYear, read
from services.ranking.actions.adopt import LONGEST as LONGEST_REASON
from services.ranking.actions.adopt import SHORTEST as SHORTEST_REASON
from services.ranking.actions.object import LONGEST as LONGEST_OBJECTION
from services.ranking.formula import (
    DAYS,
    FEWEST_VOICES,
    LEAST_CAP,
    MOST_OF_ONE,
    MOST_OFF,
    WHOLE,
    Formula,
    faults,
    most_off,
)
from services.ranking.models import Board
from services.ranking.words import COUNTS

# What `faults` names, in words for whoever fills the form in.
SAID = {
    "weight": gettext_lazy("比重在0到100之间。"),
    "cap": gettext_lazy("封顶要大于0。"),
    "prior": gettext_lazy("合格的件数要在0和总件数之间，总件数至少1件。"),
    "prior_points": gettext_lazy("得分合计要在0和份数的100倍之间，份数至少1份。"),
    "most": gettext_lazy("一项最多占%(most)s分。"),
    "shares": gettext_lazy("按比例或者平均分算的项目，至少要有两项占分。"),
    "off": gettext_lazy("各项扣分合计最多%(most)s分，现在是%(sum)s分。"),
    "minimum": gettext_lazy("最低数要是1以上的整数；评价不能少于3份，再少就看得出是谁评的。"),
    "sum": gettext_lazy("各项比重加起来要正好100分，现在是%(sum)s分。"),
    "days": gettext_lazy("异议期在3天到60天之间。"),
}
PART_OF = {"weight": "weight", "cap": "cap", "prior": "prior_good"}


class CountForm(forms.Form):
    board = forms.ChoiceField(label=_("榜单"), choices=Board.choices)
    period = forms.ChoiceField(label=_("统计期"))

    def __init__(self, *args: Any, periods: list[HalfYear], **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["period"].choices = [(one.code, str(one)) for one in periods]

    def clean_period(self) -> HalfYear:
        return read(self.cleaned_data["period"])


class AnswerForm(forms.Form):
    upheld = forms.TypedChoiceField(
        label=_("复核结果"),
        choices=[("yes", _("异议成立，更正数据后重新统计")), ("no", _("异议不成立"))],
        coerce=lambda said: said == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("请选异议成立还是不成立。")},
    )
    text = forms.CharField(
        label=_("复核的情况和理由（本人看得见）"),
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("请写明复核的情况和理由。")},
    )


class ObjectForm(forms.Form):
    text = forms.CharField(
        label=_("哪一项不对，应当是多少，有什么凭据"),
        max_length=LONGEST_OBJECTION,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("请写明哪一项不对、应当是多少。"),
            "max_length": _("最多%(limit_value)d字，现在是%(show_value)d字。"),
        },
    )


class FormulaForm(forms.Form):
    """The numbers of a formula, one field each. What is measured, and from which counts, is not to be changed here."""

    def __init__(self, *args: Any, formula: Formula, shipped: Formula, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.base, self.shipped = formula, shipped
        for measure in formula["measures"]:
            self._measure(measure)
        for count, least in formula["minimum"].items():
            name, unit = COUNTS[count]
            label = gettext("%(what)s至少（%(unit)s）") % {"what": name, "unit": unit}
            self._number(f"minimum_{count}", label, least, lowest=FEWEST_VOICES if count == "voices" else 1)
        self._number("objection_days", gettext("异议期（天）"), formula["objection_days"], lowest=DAYS[0])
        self.fields["reason"] = forms.CharField(
            label=gettext("为什么这样定（随每期公布）"),
            min_length=SHORTEST_REASON,
            max_length=LONGEST_REASON,
            widget=forms.Textarea(attrs={"rows": 3}),
            error_messages={
                "required": gettext("请写明理由，公布时大家都看得见。"),
                "min_length": gettext("请写明为什么这样定，10到300字。"),
            },
        )

    def _measure(self, measure: Formula) -> None:
        code, kind = measure["code"], measure["kind"]
        each = kind == "deduction"
        self._number(
            f"weight_{code}", gettext("每件扣（分）") if each else gettext("比重（分）"), measure["weight"]
        )
        if kind == "share":
            prior = measure["prior"]
            full = measure.get("full", 1)
            good = gettext("先计的得分合计") if full == WHOLE else gettext("先计的合格数")
            self._number(
                f"prior_of_{code}",
                gettext("每人先计（%(unit)s）") % {"unit": COUNTS[measure["of"]][1]},
                prior["of"],
            )
            self._number(f"prior_good_{code}", good, prior["good"])
        else:
            unit = COUNTS[measure["count"]][1]
            label = gettext("最多算（%(unit)s）") if each else gettext("满分要（%(unit)s）")
            self._number(f"cap_{code}", label % {"unit": unit}, measure["cap"], lowest=LEAST_CAP[kind])

    def _number(self, name: str, label: str, value: int, *, lowest: int = 0) -> None:
        self.fields[name] = forms.IntegerField(
            label=label,
            initial=value,
            min_value=lowest,
            max_value=100_000,
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
            error_messages={
                "required": gettext("请填一个数。"),
                "invalid": gettext("请填整数。"),
                "min_value": gettext("不能小于%(limit_value)s。"),
                "max_value": gettext("太大了。"),
            },
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if set(self.fields) - {"reason"} <= set(cleaned):
            formula = self.formula()
            for place, fault in list(faults(formula)):
                self._say(place, fault, formula)
        return cleaned

    def _say(self, place: str, fault: str, formula: Formula) -> None:
        measures = formula["measures"]
        if fault == "sum":
            total = sum(one["weight"] for one in measures if one["kind"] != "deduction")
            self.add_error(None, SAID[fault] % {"sum": total})
        elif fault == "off":
            self.add_error(None, SAID[fault] % {"most": MOST_OFF, "sum": most_off(measures)})
        elif fault == "shares":
            self.add_error(None, SAID[fault])
        elif fault == "most":
            self.add_error(f"weight_{place}", SAID[fault] % {"most": MOST_OF_ONE})
        elif fault == "minimum":
            self.add_error(f"minimum_{place}", SAID[fault])
        elif fault == "days":
            self.add_error("objection_days", SAID[fault])
        else:
            points = fault == "prior" and any(
                one["code"] == place and one.get("full") == WHOLE for one in measures
            )
            self.add_error(f"{PART_OF[fault]}_{place}", SAID["prior_points" if points else fault])

    def formula(self) -> dict[str, Any]:
        """The formula in force with the numbers that were filled in."""
        said = self.cleaned_data
        measures = []
        for measure in self.base["measures"]:
            code = measure["code"]
            one = {**measure, "weight": said[f"weight_{code}"]}
            if measure["kind"] == "share":
                one["prior"] = {"good": said[f"prior_good_{code}"], "of": said[f"prior_of_{code}"]}
            else:
                one["cap"] = said[f"cap_{code}"]
            measures.append(one)
        return {
            **{key: value for key, value in self.base.items() if key != "adopted"},
            "measures": measures,
            "minimum": {count: said[f"minimum_{count}"] for count in self.base["minimum"]},
            "objection_days": said["objection_days"],
        }

    def rows(self) -> Iterator[tuple[Formula, Formula, list[forms.BoundField]]]:
        """By measure: as it is, as it is shipped, and its fields."""
        shipped = {one["code"]: one for one in self.shipped["measures"]}
        for measure in self.base["measures"]:
            code = measure["code"]
            names = [f"weight_{code}", f"prior_of_{code}", f"prior_good_{code}", f"cap_{code}"]
            yield measure, shipped.get(code, measure), [self[name] for name in names if name in self.fields]

    def minima(self) -> list[tuple[int, forms.BoundField]]:
        return [
            (self.shipped["minimum"].get(count, 0), self[f"minimum_{count}"])
            for count in self.base["minimum"]
        ]
