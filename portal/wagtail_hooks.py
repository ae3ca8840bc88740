"""Gives words to forms of the back office whose labels Wagtail never marked for translation."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import choosers

_LABELS = {
    "link_text": _("链接文字"),
    "email_address": _("邮箱地址"),
    "subject": _("邮件主题"),
    "body": _("邮件正文"),
    "phone_number": _("电话号码"),
}
_LINK_FORMS = (
    choosers.ExternalLinkChooserForm,
    choosers.AnchorLinkChooserForm,
    choosers.EmailLinkChooserForm,
    choosers.PhoneLinkChooserForm,
)

for _form in _LINK_FORMS:
    for _name in _LABELS.keys() & _form.base_fields.keys():
        _form.base_fields[_name].label = _LABELS[_name]
