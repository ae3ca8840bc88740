from django.utils.translation import gettext_lazy as _

# Django's own words call what was written a variable.
SAID = {
    "max_length": _("最多%(limit_value)d字，现在是%(show_value)d字。"),
    "min_value": _("不能小于%(limit_value)s。"),
    "max_value": _("不能大于%(limit_value)s。"),
}
