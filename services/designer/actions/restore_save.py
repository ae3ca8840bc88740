"""Takes up an earlier save of a draft again; the saves in between stay."""

from django.db import transaction
from django.utils.translation import gettext as _

from services.designer.actions.save_draft import save_draft
from services.designer.models import Draft, DraftSave
from services.designer.queries.drafts import data_of
from tenants.models import User


@transaction.atomic
def restore_save(draft: Draft, position: int, *, actor: User, revision: int) -> Draft:
    """DraftSave.DoesNotExist when the draft was never saved under this number."""
    save = DraftSave.objects.get(draft=draft, position=position)
    what = _("恢复到第%(position)s次保存") % {"position": position}
    return save_draft(draft, data_of(save.text), actor=actor, what=what, revision=revision, form=save.form)
