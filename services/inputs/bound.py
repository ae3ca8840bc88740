"""A declared form with what was sent: read, checked, kept, and ready to be drawn on any page.

    bound = Bound.of(request, form, "apply", draft=f"apply-{item.pk}")
    if bound.valid:
        open_case(item, data=bound.cleaned.values, files=bound.files)
        bound.settle()
        return redirect(…)
    return render(request, "…", {"bound": bound})

    {% load declared %}
    <form method="post" enctype="multipart/form-data" novalidate>
      {% csrf_token %}{% declared_form bound %}<button>…</button>
    </form>

A page includes inputs/styles.html in its head and inputs/scripts.html at its end. The view is `never_cache`; the form
posts to its own address. Without JavaScript some of its buttons are answered by drawing it again: `valid` is then
false, and nothing else is to be done.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from services.forms.spec import Form
from services.forms.validate import Cleaned, Errors, validate
from services.inputs import drafts, once
from services.inputs.actions.discard_draft import discard_draft
from services.inputs.actions.errors import DraftTooLargeError
from services.inputs.drawing import Drawn, Page
from services.inputs.grouping import DrawnGroup, draw
from services.inputs.models import KeptFile
from services.inputs.owner import owners_of
from services.inputs.queries import Places, kept_file, places
from services.inputs.reading import Sent, kept, read
from services.inputs.uploads import Uploads


@dataclass(frozen=True)
class Complaint:
    """One line of the summary at the top; `anchor` is the id of what has to be changed."""

    anchor: str
    label: str
    sentence: str

    @property
    def line(self) -> str:
        """The sentence alone where it names the field."""
        if not self.label or self.label in self.sentence:
            return self.sentence
        return _("%(label)s：%(sentence)s") % {"label": self.label, "sentence": self.sentence}


@dataclass
class Bound:
    """`typed` is what stands in the fields; `checked` is None while nothing was sent to be checked.

    `before`: what was said of the draft when it was sent.
    """

    form: Form
    prefix: str
    typed: Mapping[str, Any]
    checked: Cleaned | Errors | None
    request: HttpRequest
    locked: frozenset[str] = frozenset()
    draft: str = ""
    saved_at: datetime | None = None
    restored: bool = False
    outdated: bool = False
    refused: Mapping[str, str] = field(default_factory=dict)
    before: Mapping[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        request: HttpRequest,
        form: Form,
        prefix: str = "form",
        *,
        initial: Mapping[str, Any] | None = None,
        locked: Collection[str] = (),
        draft: str = "",
    ) -> "Bound":
        """`initial` has the shape of cleaned values; fields of `locked` are shown and never taken from the browser.

        With `draft`, a name for this form in its context, what is typed is kept until it is sent.
        """
        begun = cls(form, prefix, initial or {}, None, request, frozenset(locked), draft)
        if request.method == "POST" and _was_sent(request, form, prefix):
            begun._take(request.POST, request.FILES)
        elif draft:
            begun._restore()
        return begun

    @property
    def valid(self) -> bool:
        return isinstance(self.checked, Cleaned) and not self.refused

    @property
    def cleaned(self) -> Cleaned:
        if not isinstance(self.checked, Cleaned):
            raise ValueError("The form was not sent, or something in it is wrong.")
        return self.checked

    @property
    def files(self) -> dict[str, KeptFile]:
        """The uploads and drawn signatures named in the checked values, by their keys."""
        owners = owners_of(self.request)
        found = {key: kept_file(owners, key) for key in _keys_in(self.cleaned.values)}
        return {key: file for key, file in found.items() if file}

    def settle(self) -> None:
        """What was sent has arrived: forgets the draft, and the files, which the caller has copied."""
        discard_draft(self.draft, owners=owners_of(self.request), files=_keys_in(self.cleaned.values))

    @cached_property
    def groups(self) -> list[DrawnGroup]:
        return draw(Page(self.form, self.prefix, self.said, self.locked, self._places), self.typed)

    @cached_property
    def complaints(self) -> list[Complaint]:
        found = [one for group in self.groups for drawn in group.fields for one in _complaints(drawn)]
        return found + [Complaint("", "", text) for text in self.said.get("", [])]

    @property
    def ticket(self) -> str:
        """Lets the browser save a draft of this form, and of no other."""
        return drafts.signed(self._ticket) if self.draft else ""

    @property
    def _ticket(self) -> drafts.Ticket:
        return drafts.Ticket(self.draft, self.form.digest, self.prefix)

    @property
    def said(self) -> dict[str, list[str]]:
        """Complaints by place; what belongs to no field has none."""
        said = self.checked.said(_) if isinstance(self.checked, Errors) else dict(self.before)
        beside = [text for code, text in self.refused.items() if code not in self.form.by_code]
        said |= {code: [text] for code, text in self.refused.items() if code in self.form.by_code}
        return said | ({"": beside} if beside else {})

    @cached_property
    def _places(self) -> Places:
        every = [one for each in self.form.fields for one in (each, *each.columns)]
        return places(self.request.tenant) if any(one.type == "place" for one in every) else []

    def _foreign_places(self) -> dict[str, str]:
        """Only divisions that the page offered can be chosen; who is locked out of a field chose nothing."""
        offered = {code for _name, entries in self._places for code, _label in entries}
        given = {
            one.code: (self.typed.get(one.code) or {}).get("division")
            for one in self.form.fields
            if one.type == "place" and one.code not in self.locked
        }
        return {
            code: _("请从列出的乡镇、村里选择。") for code, one in given.items() if one and one not in offered
        }

    def _take(self, data: QueryDict, files: MultiValueDict) -> None:
        if f"{self.prefix}-clear" in data:
            self._clear(data)
            return
        store = Uploads(self.request)
        adding = data.get(f"{self.prefix}-add", "")
        self.typed = self._read(Sent(data, files, store, adding))
        self.refused = store.refused | self._foreign_places()
        if not adding and f"{self.prefix}-keep" not in data:
            self.checked = validate(self.form, self.typed, timezone.localdate())
        if self.draft and not self.valid:
            try:
                self.keep()
            except DraftTooLargeError:
                self.refused = {**self.refused, "": _("填写的内容太多，请缩短一些再提交。")}

    def keep(self) -> None:
        """Uploads that have just come are named as the page would name them. Raises DraftTooLargeError."""
        named = self.request.POST.copy()
        for one in self.form.fields:
            for name, keys in kept(one, f"{self.prefix}-{one.code}", self.typed.get(one.code)):
                named.setlist(name, keys)
        self.saved_at = drafts.save(self.request, self._ticket, named)

    def _clear(self, data: QueryDict) -> None:
        """Everything typed goes, and the uploads with it."""
        store = Uploads(self.request)
        sent = self._read(Sent(data, MultiValueDict(), store))
        discard_draft(self.draft, owners=owners_of(self.request), files=_keys_in(sent))

    def _restore(self) -> None:
        found = drafts.find(self.request, self.draft)
        if found:
            draft, data = found
            self.typed = self._read(Sent(data, MultiValueDict(), Uploads(self.request)))
            self.saved_at, self.restored = draft.updated_at, True
            self.outdated = draft.digest != self.form.digest
            self.before = once.take(self.request, self.draft) or {}

    def _read(self, sent: Sent) -> dict[str, Any]:
        return {
            one.code: self.typed.get(one.code)
            if one.code in self.locked
            else read(one, f"{self.prefix}-{one.code}", sent)
            for one in self.form.fields
        }


def _was_sent(request: HttpRequest, form: Form, prefix: str) -> bool:
    names = (*request.POST, *request.FILES)
    return not form.fields or any(name.startswith(f"{prefix}-") for name in names)


def _complaints(drawn: Drawn) -> list[Complaint]:
    found = [Complaint(drawn.focus, drawn.field.label, sentence) for sentence in drawn.errors]
    for row in drawn.rows if drawn.has_rows else []:
        for cell in row.cells:
            label = f"{drawn.field.label} {row.title} {cell.field.label}"
            found += [Complaint(cell.focus, label, sentence) for sentence in cell.errors]
    return found


def _keys_in(value: Any) -> list[str]:
    """Every `key` in plain data, however deep."""
    if isinstance(value, Mapping):
        own = [value["key"]] if isinstance(value.get("key"), str) else []
        return own + [key for one in value.values() for key in _keys_in(one)]
    return [key for one in value for key in _keys_in(one)] if isinstance(value, list | tuple) else []
