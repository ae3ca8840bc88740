import io
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from pypdf import PdfReader, PdfWriter

from home.demo import content
from services.cases.models import CasePaper, Dossier
from services.documents.queries import pdf_of
from tenants.models import Tenant
from tenants.scope import in_tenant

PAPERS = {
    "agreement": "mediation_agreement",
    "acceptance-register": "acceptance_register",
    "judicial-confirmation-application": "judicial_confirmation_application",
}
BOUND = "dossier-cover-and-catalogue"


class Command(BaseCommand):
    help = "Writes some papers of the demo's cases as PDF files, as the parties have them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("There is no demo in production.")
        folder.mkdir(parents=True, exist_ok=True)
        with in_tenant(Tenant.objects.get(slug=content.COUNTIES[0])):
            bound = Dossier.objects.earliest("built_at")
            written = {name: _newest(code, bound) for name, code in PAPERS.items()} | {BOUND: _opening(bound)}
        for name, pdf in written.items():
            file = folder / f"{name}.pdf"
            file.write_bytes(pdf)
            self.stdout.write(str(file))


def _newest(code: str, bound: Dossier) -> bytes:
    """Of the bound case where it has such a paper, else of any other."""
    made = CasePaper.objects.filter(code=code, paper__isnull=False).exclude(status=CasePaper.Status.TO_SIGN)
    own = made.filter(case=bound.case)
    return pdf_of((own or made).latest("pk").paper)


def _opening(bound: Dossier) -> bytes:
    """The pages before the first paper."""
    with bound.pdf.open("rb") as file:
        pages = PdfReader(io.BytesIO(file.read())).pages
    writer = PdfWriter()
    for page in pages[: len(pages) - bound.pages]:
        writer.add_page(page)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
