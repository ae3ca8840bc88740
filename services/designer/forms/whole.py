"""What stands at the top of a declaration, and the parts that join it to others: people, follow-ups, subsidies."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.designer import parts, words
from services.designer.forms.base import PartForm
from services.designer.forms.fields import Bases, Figure, Line, Lines, Many, Note, One
from services.procedures import library
from services.procedures.load import TEXTS

_TEXTS: Mapping[str, object] = {
    "channels": gettext_lazy("受理渠道"),
    "applicants": gettext_lazy("谁可以申请"),
    "eligible": gettext_lazy("受理范围"),
    "excluded": gettext_lazy("不受理的情形"),
    "principles": gettext_lazy("原则"),
    "composition": gettext_lazy("参加人员"),
    "outcomes": gettext_lazy("办理结果"),
    "notes": gettext_lazy("注意事项"),
}


class BasicsForm(PartForm):
    """Names, the documents it rests on, the usual way, the papers of the file, the texts of the guide."""

    name = Line(label=gettext_lazy("程序名称"), max_length=100)
    legal_basis = Lines(
        label=gettext_lazy("法律政策依据"), rows=6, help_text=gettext_lazy("每行一条：文号，空一格，条款。")
    )
    flow = Lines(
        label=gettext_lazy("流程线"),
        rows=8,
        help_text=gettext_lazy("平常走过的状态，每行一个，写状态的名称。"),
    )
    dossier = Many(label=gettext_lazy("卷宗目录"))
    names = {"dossier": "documents"}

    def __init__(self, data: Any = None, *, declaration: Mapping[str, Any], code: str = "") -> None:
        super().__init__(data, declaration=declaration, code=code)
        said = declaration.get("texts")
        held = said if isinstance(said, Mapping) else {}
        for name in TEXTS:
            field = Lines(label=_TEXTS[name], initial=parts.texts(held.get(name)))
            self.fields[f"texts_{name}"] = field

    def shown(self) -> dict[str, Any]:
        states = self._states()
        flow = [states.get(code, code) for code in parts.texts(self.declaration.get("flow"))]
        told = {"name": self.declaration.get("name"), "flow": flow}
        return {
            **told,
            **{name: parts.texts(self.declaration.get(name)) for name in ("legal_basis", "dossier")},
        }

    def _states(self) -> dict[str, str]:
        rows = parts.entries(self.declaration, "states")
        return {code: parts.name_of("states", code, row) for code, row in rows.items()}

    def clean_flow(self) -> list[str]:
        codes = {name: code for code, name in self._states().items()}
        unknown = [name for name in self.cleaned_data["flow"] if name not in codes]
        if unknown:
            raise forms.ValidationError(_("没有名为“%(name)s”的状态。"), params={"name": unknown[0]})
        return [codes[name] for name in self.cleaned_data["flow"]]

    def changed(self) -> dict[str, Any]:
        typed = self.cleaned_data
        told = {name: typed[name] for name in ("name", "legal_basis", "flow", "dossier")}
        texts = {name: typed[f"texts_{name}"] for name in TEXTS if typed[f"texts_{name}"]}
        changed = {**self.declaration, **told, "texts": texts}
        return {
            name: value
            for name, value in changed.items()
            if name not in ("flow", "dossier", "texts") or value
        }

    def title(self) -> str:
        return words.section("basics")


class CompositionForm(PartForm):
    """Who must be there, seat by seat; a seat keeps what the form does not show."""

    section = "compositions"

    name = Line(label=gettext_lazy("名称"))
    basis = Bases(label=gettext_lazy("依据"))
    note = Note(label=gettext_lazy("说明"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, seat in enumerate(self._seats()):
            for name, field in _seat_fields(seat).items():
                self.fields[f"{name}_{place}"] = field
            self._offer_role(place, str(seat.get("role", "")))

    def _seats(self) -> list[dict[str, Any]]:
        held = self.kept.get("seats")
        seats = (
            [dict(seat) for seat in held if isinstance(seat, Mapping)]
            if isinstance(held, list | tuple)
            else []
        )
        return [*seats, {}]

    def _offer_role(self, place: int, role: str) -> None:
        self.initial[f"role_{place}"] = role
        self._offer(f"role_{place}", "roles")

    def entry(self) -> dict[str, Any]:
        seats = [self._seat(place, seat) for place, seat in enumerate(self._seats())]
        row = {key: value for key, value in super().entry().items() if key in ("name", "basis", "note")}
        return {**row, "seats": [seat for seat in seats if seat.get("role")]}

    def _seat(self, place: int, seat: Mapping[str, Any]) -> dict[str, Any]:
        typed = {
            name: self.cleaned_data.get(f"{name}_{place}") for name in ("role", "least", "most", "per_side")
        }
        if seat.get("number"):
            typed |= {"least": None, "most": None}
        changed = {**seat, **typed}
        return {name: value for name, value in changed.items() if value not in (None, "", False)}


def _seat_fields(seat: Mapping[str, Any]) -> dict[str, forms.Field]:
    fixed = bool(seat.get("number"))
    return {
        "role": One(label=_("角色"), empty=_("不设")),
        "least": Figure(label=_("至少几人"), initial=seat.get("least"), max_value=99, disabled=fixed),
        "most": Figure(label=_("至多几人"), initial=seat.get("most"), max_value=99, disabled=fixed),
        "per_side": forms.BooleanField(
            label=_("当事人每一方分别计算"), required=False, initial=bool(seat.get("per_side"))
        ),
    }


class FollowUpForm(PartForm):
    section = "follow_ups"
    names = {"after": "states", "if_": "guards", "within": "numbers"}

    procedure = forms.ChoiceField(label=gettext_lazy("程序"))
    when = Line(label=gettext_lazy("什么时候"), max_length=200)
    after = Many(label=gettext_lazy("在哪些状态之后"))
    if_ = One(label=gettext_lazy("条件"))
    within = One(label=gettext_lazy("时间要求"))
    opens = forms.BooleanField(
        label=gettext_lazy("自动开启"),
        required=False,
        help_text=gettext_lazy("不勾选的，提示办理人由其决定。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {code: procedure.name for code, procedure in library.shipped().items()}
        standing = str(self.kept.get("procedure") or "")
        first = [(standing, known.get(standing, standing))] if standing else []
        self.fields["procedure"].choices = [
            *first,
            *((code, name) for code, name in known.items() if code != standing),
        ]

    def new_code(self) -> str:
        return str(len(parts.entries(self.declaration, self.section)))


class SubsidyForm(PartForm):
    section = "subsidies"
    names = {"number": "numbers", "to": "roles", "if_": "guards"}

    name = Line(label=gettext_lazy("名称"))
    number = One(label=gettext_lazy("数额"), empty=gettext_lazy("由当地规定"))
    to = Many(label=gettext_lazy("发给谁"))
    if_ = One(label=gettext_lazy("条件"))
    basis = Bases(label=gettext_lazy("依据"))
    note = Note(label=gettext_lazy("说明"))

    def new_code(self) -> str:
        return str(len(parts.entries(self.declaration, self.section)))
