from django.utils.translation import gettext_lazy as _

# One sentence whoever owns the account: neither that it exists nor whose it is may be learnt from it.
NAME_TAKEN = _("这个用户名不能使用，请换一个，或请本人到窗口办理。")
PHONE_TAKEN = _("这个手机号码不能使用，请换一个，或请本人到窗口办理。")
TAKEN = _("这个用户名或手机号码不能使用，请换一个，或请本人到窗口办理。")


class TenantError(Exception):
    """Something asked of a tenant cannot be done; the message is for the person who asked."""
