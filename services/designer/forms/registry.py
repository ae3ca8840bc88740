"""Which form edits which section."""

from collections.abc import Mapping

from services.designer.forms.base import PartForm
from services.designer.forms.clocks import ClockForm, NumberForm
from services.designer.forms.inputs import FieldForm
from services.designer.forms.named import (
    DocumentForm,
    GuardForm,
    OutcomeForm,
    ReminderForm,
    RoleForm,
    RuleForm,
    SourceForm,
)
from services.designer.forms.steps import StateForm, StepForm
from services.designer.forms.whole import BasicsForm, CompositionForm, FollowUpForm, SubsidyForm

FORMS: Mapping[str, type[PartForm]] = {
    "basics": BasicsForm,
    "states": StateForm,
    "transitions": StepForm,
    "clocks": ClockForm,
    "fields": FieldForm,
    "documents": DocumentForm,
    "guards": GuardForm,
    "compositions": CompositionForm,
    "numbers": NumberForm,
    "reminders": ReminderForm,
    "follow_ups": FollowUpForm,
    "subsidies": SubsidyForm,
    "rules": RuleForm,
    "roles": RoleForm,
    "outcomes": OutcomeForm,
    "sources": SourceForm,
}
