"""What publishing a policy does: its index number, its effect on others, the interpretation that waited for it."""

from datetime import date

import pytest
from django.utils import timezone

from home.actions.expire_policies import expire_policies
from home.models import InterpretationPage, PolicyPage, PolicyRelation, SectionPage, TenantSettings
from search.models import IndexTask
from tenants.models import JournalEntry
from tests.home.policies import make_policy

pytestmark = pytest.mark.django_db


def test_the_index_number_is_given_at_first_publication_and_stays(county_a, inside_a):
    TenantSettings.objects.filter(site=county_a.site).update(organ_code="990121016")
    draft = make_policy(county_a, "草稿", publish=False)
    assert draft.index_number == ""
    first, second = make_policy(county_a, "甲文"), make_policy(county_a, "乙文")
    year = timezone.localdate().year
    assert (first.index_number, second.index_number) == (f"990121016/{year}-00001", f"990121016/{year}-00002")
    TenantSettings.objects.filter(site=county_a.site).update(organ_code="990121999")
    edited = PolicyPage.objects.get(pk=first.pk).get_latest_revision_as_object()
    edited.title, edited.index_number = "甲文（修订）", ""
    edited.save_revision().publish()
    assert PolicyPage.objects.get(pk=first.pk).index_number == f"990121016/{year}-00001"
    assert len(first.index_number) == 20


def test_each_county_counts_for_itself(county_a, county_b):
    year = timezone.localdate().year
    assert make_policy(county_a, "甲").index_number == f"000000000/{year}-00001"
    assert make_policy(county_b, "乙").index_number == f"000000000/{year}-00001"


@pytest.mark.parametrize(
    ("kind", "validity"), [("amends", "amended"), ("repeals", "repealed"), ("replaces", "repealed")]
)
def test_publishing_changes_what_it_amends_repeals_or_replaces(county_a, inside_a, kind, validity):
    old = make_policy(county_a, "旧办法")
    new = make_policy(county_a, "新办法", publish=False)
    new.relations = [PolicyRelation(kind=kind, target=old)]
    revision = new.save_revision()
    assert PolicyPage.objects.get(pk=old.pk).validity == "valid"
    revision.publish()
    old.refresh_from_db()
    assert old.validity == validity
    assert old.get_latest_revision_as_object().validity == validity
    assert JournalEntry.objects.filter(verb=f"policy_{validity}", subject_id=str(old.pk)).count() == 1


def test_a_repealed_text_is_not_revived_by_an_amendment(county_a):
    old = make_policy(county_a, "旧办法", validity="repealed")
    new = make_policy(county_a, "修改决定", publish=False)
    new.relations = [PolicyRelation(kind="amends", target=old)]
    new.save_revision().publish()
    assert PolicyPage.objects.get(pk=old.pk).validity == "repealed"


def test_an_interpretation_is_published_together_with_its_policy(county_a):
    policy = make_policy(county_a, "办法", publish=False)
    section = SectionPage.objects.child_of(county_a.root_page).get(kind="interpretations")
    waiting = InterpretationPage(title="解读", policy=policy, live=False, publish_with_policy=True)
    section.add_child(instance=waiting)
    waiting.save_revision()
    policy.latest_revision.publish()
    assert InterpretationPage.objects.get(pk=waiting.pk).live is True


def test_a_policy_past_its_last_day_is_no_longer_in_force(county_a, inside_a):
    past = make_policy(county_a, "试行办法", expires_on=date(2024, 12, 31))
    last_day = make_policy(county_a, "今天到期", expires_on=date(2025, 1, 1))
    assert expire_policies(today=date(2025, 1, 1)) == 1
    assert PolicyPage.objects.get(pk=past.pk).validity == "expired"
    assert PolicyPage.objects.get(pk=last_day.pk).validity == "valid"


def test_the_index_task_stands_or_falls_with_the_change(county_a, inside_a):
    from django.db import transaction

    page = make_policy(county_a, "办法")
    IndexTask.objects.all().delete()
    try:
        with transaction.atomic():
            page.unpublish()
            assert IndexTask.objects.filter(kind="policy", object_id=str(page.pk)).exists()
            raise RuntimeError
    except RuntimeError:
        pass
    assert not IndexTask.objects.exists()
