"""An invented case, as `cases` would hand it to issue()."""

import io
import re

from pypdf import PdfReader

from services.documents.actions.issue import Seat
from services.documents.vocabulary import vocabulary

MATTER = "（2026）云人调字第018号"
APPLICANT = {
    "name": "沈秋禾", "gender": "女", "nation": "汉族", "born": "1985年4月12日", "identity": "990121198504121234",
    "address": "云溪县柳湾镇柳湾村12号", "phone": "13800000001",
}  # fmt: skip
RESPONDENT = {"name": "陆明川", "gender": "男", "nation": "汉族", "address": "云溪县柳湾镇柳湾村14号"}
SEATS = (
    Seat("applicant_1", "申请人", "沈秋禾"),
    Seat("respondent_1", "被申请人", "陆明川"),
    Seat("mediator_1", "调解员", "周望"),
)


def context(**more):
    texts = {code: word.sample for code, word in vocabulary().texts.items() if word.sample}
    own = ("number", "paper_number", "paper_title", "office", "date", "han_date", "subject")
    told = {code: text for code, text in texts.items() if code not in own}
    return (
        told | {"applicants": [APPLICANT], "respondents": [RESPONDENT], "mediators": ["周望", "江晚"]} | more
    )


def issue_arguments(**more):
    return {
        "context": context(), "actor": None, "matter_number": MATTER,
        "subject_label": "沈秋禾与陆明川相邻排水纠纷", "office": "柳湾镇人民调解委员会", "seats": SEATS,
    } | more  # fmt: skip


def text_of(pdf: bytes) -> str:
    """Without the spaces and line ends that only the layout puts there."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
