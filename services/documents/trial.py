"""A paper with invented people, to see what a template makes of it."""

from typing import Any

from django.utils import timezone

from services.documents import dates, offered, word
from services.documents.foot import TRIAL
from services.documents.library import shipped
from services.documents.queries import template_of
from services.documents.setting import Files, set_paper
from services.documents.vocabulary import vocabulary

_APPLICANT = {
    "name": "沈秋禾", "gender": "女", "nation": "汉族", "born": "1985年4月12日", "identity": "990121198504121234",
    "occupation": "务农", "phone": "13800000001", "address": "云溪县柳湾镇柳湾村12号",
}  # fmt: skip
_RESPONDENT = {
    "name": "陆明川", "gender": "男", "nation": "汉族", "born": "1979年9月3日", "identity": "990121197909031217",
    "occupation": "个体经营", "phone": "13800000002", "address": "云溪县柳湾镇柳湾村14号",
}  # fmt: skip
SEATS = (
    {"code": "applicant_1", "label": "申请人", "name": "沈秋禾"},
    {"code": "respondent_1", "label": "被申请人", "name": "陆明川"},
    {"code": "mediator_1", "label": "调解员", "name": "周望"},
)


def sample(title: str) -> dict[str, Any]:
    """Every placeholder filled; every field of the shipped forms says its own code in brackets."""
    today = timezone.localdate()
    texts = {code: word.sample for code, word in vocabulary().texts.items() if word.sample}
    return texts | {
        "paper_title": title, "date": dates.plain(today), "han_date": dates.in_han(today),
        "applicants": [_APPLICANT], "respondents": [_RESPONDENT], "mediators": ["周望", "江晚"],
        "field": {code: f"〔{code}〕" for code in offered.fields()},
    }  # fmt: skip


def trial(kind: str, template: bytes | None = None) -> Files:
    """On the template in use, or on the one given."""
    chosen = template_of(kind, name=offered.kinds().get(kind, ""))
    return _filled(chosen.title, template or chosen.content, sample(chosen.title))


# What the three papers that are shown first say of their case, beside what every sample says.
_OF_FIELDS = {
    "consent_record": "双方均自愿接受调解", "agreement_ref": "（2026）云人调字第018号",
    "delivery_address": "各申请人住址",
}  # fmt: skip


def sample_files(kind: str) -> Files:
    """On the shipped form; fields of the case that have no example are left to be written in by hand."""
    form = shipped()[kind]
    return _filled(form.title, word.template(form), sample(form.title) | {"field": _OF_FIELDS})


def _filled(title: str, template: bytes, context: dict[str, Any]) -> Files:
    return set_paper(template, context, SEATS, title=title, foot=TRIAL, at=timezone.localtime())
