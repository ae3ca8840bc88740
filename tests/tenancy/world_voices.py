"""What was said about a matter of the county, the words carrying its mark."""

from datetime import date
from typing import TYPE_CHECKING

from services.directory.models import Lawyer
from services.voices.actions.link_for import link_for
from services.voices.actions.open_survey import open_survey
from services.voices.actions.say import say

if TYPE_CHECKING:
    from tests.tenancy.world import World


def fill_voices(world: "World") -> None:
    about, lawyer = f"case:{world.ids['case_number']}", Lawyer.objects.get(pk=world.ids["lawyer"])
    asked = open_survey(about, title=f"{world.mark.word}事项", lawyer=lawyer, closed_on=date(2026, 3, 2))
    path = link_for(asked, "sms")
    other = open_survey(
        about, title=f"{world.mark.word}事项", lawyer=lawyer, closed_on=date(2026, 3, 2), side="respondent"
    )
    say(other, "fairly", channel="sms", comment=world.mark.word)
    world.ids |= {"survey": asked.pk, "voice_token": path.split("/")[2]}
