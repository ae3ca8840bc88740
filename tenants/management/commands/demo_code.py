import time

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

PERIOD = 30


class Command(BaseCommand):
    help = "Prints the present second-factor code of a demo account."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username")

    def handle(self, *args: object, **options: str) -> None:
        if not settings.DEMO:
            raise CommandError("Codes are shown in the demo only.")
        found = Authenticator.objects.filter(
            user__username=options["username"], type=Authenticator.Type.TOTP
        ).first()
        if found is None:
            raise CommandError(f"{options['username']} has no authenticator.")
        now = int(time.time())
        code = format_hotp_value(hotp_value(decrypt(found.data["secret"]), now // PERIOD))
        self.stdout.write(f"{code}  ({PERIOD - now % PERIOD} s)")
