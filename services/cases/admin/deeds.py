"""What can be done on the page of a case besides its steps: each deed is a form, who may, and an action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from services.cases.actions.add_evidence import add_evidence
from services.cases.actions.agree_contact import agree_contact
from services.cases.actions.build_dossier import build_dossier
from services.cases.actions.invite import invite
from services.cases.actions.make_papers import make_paper, plan_paper, void_paper
from services.cases.actions.name_handler import declare_interest, name_handler, release_handler
from services.cases.actions.plan_room import call_off_room, plan_room
from services.cases.actions.relate import hand_up, link, merge, split, take_back
from services.cases.actions.schedule import perform, schedule
from services.cases.actions.send_message import send_message
from services.cases.actions.take_up import take_up
from services.cases.actors import Doer
from services.cases.admin import deed_forms
from services.cases.admin.contact_form import ContactForm
from services.cases.admin.deed_forms import CaseForm
from services.cases.admin.room_form import RoomForm, RoomOffForm
from services.cases.models import Case, Message
from services.cases.rules import may_manage, may_work
from services.mediation.wording import spoken
from tenants.models import User

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Deed:
    """`act` gets the checked values and answers with the sentence that says it is done; `part` is where on the page."""

    form: type[CaseForm]
    act: Callable[[Case, Doer, Said], str]
    part: str
    allowed: Callable[[Case, Doer], bool] = may_work


@dataclass
class Forms:
    """The forms of a page, made as the template asks for them; `refused` is the one with what was typed."""

    case: Case
    doer: Doer
    refused: str = ""
    form: CaseForm | None = None
    made: dict[str, CaseForm] = field(default_factory=dict)

    def __getitem__(self, asked: str) -> CaseForm:
        name = asked.replace("_", "-")
        if name == self.refused and self.form is not None:
            return self.form
        if name not in self.made:
            made = DEEDS[name].form(case=self.case, doer=self.doer, auto_id=f"{name}-%s")
            self.made[name] = made
        return self.made[name]


def _evidence(case: Case, doer: Doer, said: Said) -> str:
    file = said["file"]
    row = add_evidence(
        case, doer=doer, name=file.name, content=file.read(), code=said["code"], shown=said["shown"]
    )
    return _("已收下材料“%(name)s”。") % {"name": row.name}


def _message(case: Case, doer: Doer, said: Said) -> str:
    send_message(case, said["kind"], said["text"], doer=doer)
    return _("问题已发给当事人。") if said["kind"] == Message.Kind.QUESTION else _("已记录。")


def _handler(case: Case, doer: Doer, said: Said) -> str:
    user = User.objects.get(pk=int(said["user"])) if said["user"] else None
    made = name_handler(case, said["role"], doer=doer, user=user, name=said["name"].strip())
    return _("已指派%(name)s。") % {"name": made.name}


def _release(case: Case, doer: Doer, said: Said) -> str:
    release_handler(said["handler"], doer=doer, reason=said["reason"])
    return _("%(name)s不再办理本案，请及时指派接替的人。") % {"name": said["handler"].name}


def _interest(case: Case, doer: Doer, said: Said) -> str:
    declare_interest(said["handler"], doer=doer, interest=said["reason"])
    return _("已登记利害关系。存在利害关系期间，需要核对回避的步骤不能办理。")


def _link(case: Case, doer: Doer, said: Said) -> str:
    link(case, said["number"], doer=doer, note=said["reason"])
    return _("已关联%(number)s。") % {"number": said["number"].number}


def _merge(case: Case, doer: Doer, said: Said) -> str:
    merge(case, said["number"], doer=doer, reason=said["reason"])
    return _("已并入%(number)s。本案请再按程序撤回或归档。") % {"number": said["number"].number}


def _split(case: Case, doer: Doer, said: Said) -> str:
    opened = split(case, list(said["parties"]), doer=doer, reason=said["reason"])
    return _("已分出新案%(number)s。") % {"number": opened.case.number}


def _hand_up(case: Case, doer: Doer, said: Said) -> str:
    grant = hand_up(case, doer=doer, reason=said["reason"])
    return _("已上报%(name)s，对方可以查看本案。") % {"name": grant.to.name}


def _take_back(case: Case, doer: Doer, said: Said) -> str:
    take_back(said["grant"], doer=doer)
    return _("已收回，上级单位不能再查看本案。")


def _invite(case: Case, doer: Doer, said: Said) -> str:
    party = invite(said["party"], doer=doer)
    return _("已请%(name)s参加，对方可以查看本案。") % {"name": party.name}


def _contact(case: Case, doer: Doer, said: Said) -> str:
    how = {name: said[name] for name in ("reach", "since", "until", "careful")}
    party = agree_contact(said["party"], **how, doer=doer)
    return _("已登记怎样联系%(name)s。") % {"name": party.name}


def _take_up(case: Case, doer: Doer, said: Said) -> str:
    opened = take_up(said["offer"], doer=doer)
    return _("已立新案%(number)s。") % {"number": opened.case.number}


def _make(case: Case, doer: Doer, said: Said) -> str:
    return _("《%(name)s》已制作。") % {"name": make_paper(said["paper"], doer=doer).name}


def _ahead(case: Case, doer: Doer, said: Said) -> str:
    planned = plan_paper(case, said["code"], doer=doer)
    return _("请在“文书”里填写《%(name)s》的内容，再制作。") % {"name": planned.name}


def _void(case: Case, doer: Doer, said: Said) -> str:
    void_paper(said["paper"], doer=doer, reason=said["reason"])
    return _("《%(name)s》已作废。") % {"name": said["paper"].name}


def _schedule(case: Case, doer: Doer, said: Said) -> str:
    rows = schedule(case, said["lines"], doer=doer)
    return _("已登记履行计划%(count)s笔。") % {"count": len(rows)}


def _perform(case: Case, doer: Doer, said: Said) -> str:
    perform(said["instalment"], doer=doer, on=said["on"], status=said["status"])
    return _("已登记履行情况。")


def _bind(case: Case, doer: Doer, said: Said) -> str:
    made = build_dossier(case, doer=doer)
    if made.missing:
        return _("已成卷，共%(pages)s页；还缺%(count)s件，见下方清单。") % {
            "pages": made.pages,
            "count": len(made.missing),
        }
    return _("已成卷，共%(pages)s页，材料齐全。") % {"pages": made.pages}


def _room(case: Case, doer: Doer, said: Said) -> str:
    room = plan_room(case, said["starts_at"], said["parties"], doer=doer, authorised=said["authorised"])
    return _("已约好视频调解：%(when)s。") % {"when": spoken(room.starts_at)}


def _room_off(case: Case, doer: Doer, said: Said) -> str:
    call_off_room(said["room"], case, said["reason"], doer=doer)
    return _("视频调解已取消。")


def _manages(case: Case, doer: Doer) -> bool:
    return may_manage(doer)


def _seated_or_manages(case: Case, doer: Doer) -> bool:
    return doer.seated or may_manage(doer)


DEEDS: Mapping[str, Deed] = {
    "evidence": Deed(deed_forms.EvidenceForm, _evidence, "material"),
    "message": Deed(deed_forms.MessageForm, _message, "messages"),
    "handler": Deed(deed_forms.HandlerForm, _handler, "handlers", _manages),
    "release": Deed(deed_forms.ReleaseForm, _release, "handlers", _seated_or_manages),
    "interest": Deed(deed_forms.InterestForm, _interest, "handlers", _seated_or_manages),
    "invite": Deed(deed_forms.InviteForm, _invite, "people"),
    "contact": Deed(ContactForm, _contact, "people"),
    "link": Deed(deed_forms.OtherCase, _link, "links", _manages),
    "merge": Deed(deed_forms.OtherCase, _merge, "links", _manages),
    "split": Deed(deed_forms.SplitForm, _split, "links", _manages),
    "hand-up": Deed(deed_forms.Reason, _hand_up, "above", _manages),
    "take-back": Deed(deed_forms.TakeBackForm, _take_back, "above", _manages),
    "take-up": Deed(deed_forms.TakeUpForm, _take_up, "follow-ups"),
    "make": Deed(deed_forms.PaperForm, _make, "papers"),
    "ahead": Deed(deed_forms.AheadForm, _ahead, "papers"),
    "void": Deed(deed_forms.VoidForm, _void, "papers"),
    "room": Deed(RoomForm, _room, "rooms"),
    "room-off": Deed(RoomOffForm, _room_off, "rooms"),
    "schedule": Deed(deed_forms.ScheduleForm, _schedule, "payments"),
    "perform": Deed(deed_forms.PerformForm, _perform, "payments"),
    "bind": Deed(deed_forms.Nothing, _bind, "dossier"),
}


def error_of(form: forms.Form) -> str:
    """For the line at the top of the page: the first complaint, and that there are others."""
    found = [str(errors[0]) for errors in form.errors.values()]
    if len(found) > 1:
        return _("有%(count)d处要改，见下面的红字。%(first)s") % {"count": len(found), "first": found[0]}
    return found[0] if found else ""


def led_to(form: forms.Form) -> None:
    """The page opens at the first field that is to be changed."""
    name = next((one.name for one in form.visible_fields() if one.errors), "")
    if name:
        form.fields[name].widget.attrs["autofocus"] = True
