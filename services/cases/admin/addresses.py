"""The addresses of the back office of cases. `pk` is always a case; what stands below it is looked up within it."""

from django.urls import URLPattern, path

from services.cases.admin.bulk import AssignView
from services.cases.admin.doing import DeedView, LookView
from services.cases.admin.files import DossierView, EvidenceView, PaperView, WholeView
from services.cases.admin.handed_up import HandedUpCaseView, HandedUpView
from services.cases.admin.page import PageView
from services.cases.admin.receipt import ReceiptView
from services.cases.admin.register import ChooseView, RegisterView
from services.cases.admin.saved import DropView, KeepView
from services.cases.admin.signing import SignView
from services.cases.admin.steps import StepView
from services.cases.admin.writing import WriteView
from services.cases.models import CasePaper, Dossier, Evidence
from tenants.admin.addresses import PARTS, WORDS

# Codes of steps, procedures, deeds, endings and seats: no rows. `grant` is looked up among what was handed up.
WORDS.update({"transition", "procedure", "deed", "ending", "seat", "grant"})
PARTS.update({"evidence_id": Evidence, "paper_id": CasePaper, "dossier_id": Dossier})


def list_urls() -> list[URLPattern]:
    return [
        path("cases/assign/", AssignView.as_view(), name="cases_assign"),
        path("cases/filters/keep/", KeepView.as_view(), name="cases_filter_keep"),
        path("cases/filters/drop/", DropView.as_view(), name="cases_filter_drop"),
        path("cases/register/", ChooseView.as_view(), name="cases_register"),
        path("cases/register/<slug:procedure>/", RegisterView.as_view(), name="cases_register_procedure"),
        path("cases/handed-up/", HandedUpView.as_view(), name="cases_handed_up"),
        path("cases/handed-up/<int:grant>/", HandedUpCaseView.as_view(), name="cases_handed_up_case"),
    ]


def case_urls() -> list[URLPattern]:
    return [
        path("cases/<int:pk>/", PageView.as_view(), name="cases_page"),
        path("cases/<int:pk>/do/<slug:transition>/", StepView.as_view(), name="cases_step"),
        path("cases/<int:pk>/look/", LookView.as_view(), name="cases_look"),
        path("cases/<int:pk>/deeds/<slug:deed>/", DeedView.as_view(), name="cases_deed"),
        path("cases/<int:pk>/evidence/<int:evidence_id>/", EvidenceView.as_view(), name="cases_evidence"),
        path("cases/<int:pk>/papers/<int:paper_id>/write/", WriteView.as_view(), name="cases_write"),
        path("cases/<int:pk>/papers/<int:paper_id>/<slug:ending>/", PaperView.as_view(), name="cases_paper"),
        path("cases/<int:pk>/papers/<int:paper_id>/sign/<slug:seat>/", SignView.as_view(), name="cases_sign"),
        path("cases/<int:pk>/dossiers/<int:dossier_id>/", DossierView.as_view(), name="cases_dossier"),
        path("cases/<int:pk>/whole/", WholeView.as_view(), name="cases_whole"),
        path("cases/<int:pk>/receipt/", ReceiptView.as_view(), name="cases_receipt"),
    ]
