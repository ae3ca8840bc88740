"""A paper with invented people, to see what a template makes of it."""

from typing import Any

from django.utils import timezone

from services.documents import dates, offered
from services.documents.foot import TRIAL
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
    chosen = template_of(kind, name=offered.kinds().get(kind, ""))
    context = sample(chosen.title)
    at = timezone.localtime()
    return set_paper(
        template or chosen.content, context, SEATS, title=chosen.title, foot=TRIAL, at=at
    )  # fmt: skip
