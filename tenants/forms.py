from wagtail.admin.forms.models import WagtailAdminModelForm


class OwnedForm(WagtailAdminModelForm):
    """Checks the constraints that name the tenant, too: Django leaves out those with a field the form lacks."""

    def _get_validation_exclusions(self) -> set[str]:
        return super()._get_validation_exclusions() - {"tenant"}
