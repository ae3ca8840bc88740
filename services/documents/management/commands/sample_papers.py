"""Writes papers with invented people, on the shipped forms: to look at, and for the documentation."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from services.documents import offered
from services.documents.library import shipped
from services.documents.trial import sample_files

USUAL = ("mediation_agreement", "acceptance_register", "judicial_confirmation_application")


class Command(BaseCommand):
    help = "Write sample papers of the given kinds (or the usual three) into a folder, .docx and .pdf."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)
        parser.add_argument("kinds", nargs="*", default=USUAL, help="codes of kinds; 'all' for every one")

    def handle(self, *, folder: Path, kinds: tuple[str, ...], **options: Any) -> None:
        wanted = list(offered.shipped_kinds()) if "all" in kinds else list(kinds)
        if unknown := [kind for kind in wanted if kind not in shipped()]:
            raise CommandError(f"没有这种文书：{'、'.join(unknown)}")
        folder.mkdir(parents=True, exist_ok=True)
        for kind in wanted:
            files = sample_files(kind)
            Path(folder, f"{kind}.docx").write_bytes(files.docx)
            Path(folder, f"{kind}.pdf").write_bytes(files.pdf)
            self.stdout.write(f"{kind}  {shipped()[kind].title}")
