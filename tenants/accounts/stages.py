from allauth.account.adapter import get_adapter
from allauth.account.stages import PhoneVerificationStage
from allauth.core.exceptions import RateLimited
from allauth.core.internal.httpkit import headed_redirect_response
from django.contrib import messages
from django.http import HttpResponse

from tenants import sms


class StaffPhoneStage(PhoneVerificationStage):
    """After the password an unverified phone is verified; people without phone, and houses without SMS, pass.

    allauth's own stage turns both away without a word.
    """

    def handle(self) -> tuple[HttpResponse | None, bool]:
        user = self.login.user
        if user is None or not user.phone or user.phone_verified or not sms.available():
            return None, True
        try:
            return super().handle()
        except RateLimited:
            messages.error(self.request, get_adapter().error_messages["too_many_codes"])
            return headed_redirect_response("account_login"), False
