from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.timetable import run_due


class Command(BaseCommand):
    help = "Does everything the timetable says is due, once."

    def handle(self, *args: Any, **options: Any) -> None:
        done = run_due()
        failed = [name for name, fine in done.items() if not fine]
        if options["verbosity"]:
            self.stdout.write(f"{len(done) - len(failed)} of {len(done)} duties done")
        if failed:
            raise CommandError("failed: " + ", ".join(failed))
