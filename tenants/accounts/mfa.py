from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tenants.cipher import seal, unseal
from tenants.resolve import host_name


class MfaAdapter(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("没有通过验证，请看验证器上现在的6位数字，或换一种方式再试。"),
    }

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)

    def _get_site_name(self) -> str:
        return context.request.tenant.name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to a host name. Where the counties' hosts lie under the umbrella's, one passkey serves
        all of them; browsers forbid that for single-label names such as localhost.
        """
        host, base = host_name(context.request.get_host()), settings.BASE_HOST
        shared = "." in base and (host == base or host.endswith(f".{base}"))
        return {"id": base if shared else host, "name": self._get_site_name()}
