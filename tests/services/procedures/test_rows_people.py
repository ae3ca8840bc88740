"""What the documents ask of help after release, correction, purchases, mediators and trainings."""

from datetime import date, datetime

import pytest

from services.procedures.library import shipped
from tests.services.procedures.due import last_day
from tests.services.procedures.walking import take, walk

RELEASED, PROJECT = shipped()["RELEASED_PERSON"], shipped()["PROCUREMENT"]


def test_false_names_identities_and_addresses_are_put_right_first():
    assert list(RELEASED.fields["verify_items"].declared["options"].values()) == ["姓名", "身份", "地址"]
    found = take(
        "RELEASED_PERSON",
        "find_false",
        "judicial_office",
        ["verify_items", "verify_result"],
        guards=["info_false"],
    )
    assert (found.state, found.documents) == ("false_info", ("verification_feedback",))
    assert take("RELEASED_PERSON", "correct", "settlement_office", ["verify_items"]).state == "verifying"


def test_who_is_met_where_and_by_whom_stands_in_the_record():
    key = take("RELEASED_PERSON", "notify_key", "settlement_office", fields={"object_class": "key"})
    assert key.items == ("pickup_time", "pickup_place")
    met = take("RELEASED_PERSON", "pick_up", "police_station", ["pickup_persons", "pickup_time"])
    assert (met.state, met.documents) == ("picked_up", ("pickup_record",))


def test_help_begins_with_a_helper_an_agreement_and_a_contact_in_the_family():
    typed = ["help_responsible", "help_mode", "help_measures", "family_contact"]
    begun = take("RELEASED_PERSON", "start_help", "judicial_office", typed)
    assert (begun.state, begun.documents) == ("helping", ("help_agreement",))
    assert [change.clock for change in begun.clocks] == ["visit", "term"]
    assert list(RELEASED.fields["help_mode"].declared["options"].values()) == ["一对一", "多对一"]
    assert take("RELEASED_PERSON", "start_help", "judicial_office", typed[:3]).items == ("family_contact",)


def test_who_reports_in_tells_the_difficulties_and_is_offered_relief():
    here = take("RELEASED_PERSON", "report_in", "judicial_office", ["report_date", "difficulties"])
    assert (here.state, [one.procedure for one in here.follow_ups]) == ("reported_in", ["RP_ASSISTANCE"])


def test_six_kinds_of_relief_are_told_with_their_conditions_and_followed():
    relief = shipped()["RP_ASSISTANCE"]
    assert [line.partition("：")[0] for line in relief.texts["eligible"][:6]] == [
        "最低生活保障", "特困供养", "医疗救助", "教育救助", "住房救助", "临时救助",
    ]  # fmt: skip
    assert list(relief.fields["assistance_kind"].declared["options"].values())[:6] == [
        "最低生活保障", "特困供养", "医疗救助", "教育救助", "住房救助", "临时救助",
    ]  # fmt: skip
    assert walk(relief, "explain apply coordinate grant").outcome == "granted"
    assert walk(relief, "explain apply refuse").outcome == "refused"


def test_an_inquiry_before_judgement_looks_at_four_things_and_says_suitable_or_not():
    inquiry = shipped()["PRESENTENCE_SURVEY"]
    assert len(inquiry.fields["investigation_scope"].declared["options"]) == 4
    assert [*inquiry.fields["suit_opinion"].declared["options"]] == ["suitable", "unsuitable"]
    drafted = take("PRESENTENCE_SURVEY", "draft", "social_worker", ["survey_findings", "suit_opinion"])
    assert drafted.documents == ("presentence_record",)


@pytest.mark.parametrize(
    ("clock", "day"),
    [
        ("visit_strict", date(2026, 4, 2)),
        ("visit_ordinary", date(2026, 5, 2)),
        ("visit_lenient", date(2026, 6, 2)),
    ],
)
def test_visits_every_one_two_and_three_months(clock, day):
    assert last_day("CORRECTION_SERVICE", clock) == day


def test_an_activity_is_written_down_with_kind_hours_and_number_of_people():
    typed = ["activity_kind", "activity_hours", "attendee_count"]
    for step in ("education", "community_service"):
        assert take("CORRECTION_SERVICE", step, "social_worker").items == tuple(typed)
        assert take("CORRECTION_SERVICE", step, "social_worker", typed).documents == ("activity_sheet",)


def test_a_plan_of_their_own_for_minors_only():
    assert take("CORRECTION_SERVICE", "plan_minor", "social_worker", ["correction_plan"]).items == (
        "minor_object",
    )
    made = take(
        "CORRECTION_SERVICE", "plan_minor", "social_worker", ["correction_plan"], guards=["minor_object"]
    )
    assert made.documents == ("correction_plan_doc",)


def test_a_purchase_is_designed_costed_reviewed_chosen_contracted_and_evaluated():
    steps = "cost review pilot tender choose contract file start report evaluate publish"
    assert walk(PROJECT, steps).outcome == "closed"
    assert take("PROCUREMENT", "contract", "county_bureau", documents=["purchase_contract"]).items == (
        "service_quantity", "service_quality", "service_term", "pay_method", "breach_terms",
    )  # fmt: skip


def test_a_notice_is_published_before_the_pilot():
    assert take("PROCUREMENT", "pilot", "county_bureau").items == ("publish_channel",)
    assert take("PROCUREMENT", "pilot", "county_bureau", ["publish_channel"]).documents == (
        "purchase_notice",
    )


def test_an_agency_is_checked_before_the_tender():
    assert list(PROJECT.fields["provider_checks"].declared["options"].values()) == [
        "业务范围含社会工作", "在宁夏登记", "独立承担民事责任", "有人员和专业能力", "组织、财务、资产制度健全",
        "有购买服务经验", "信誉良好，没有不良记录",
    ]  # fmt: skip
    unchecked = take(
        "PROCUREMENT", "tender", "county_bureau", ["selection_method"], guards=["tender_conditions_met"]
    )
    assert unchecked.items == ("provider_checks",)


def test_a_report_is_due_every_quarter():
    assert last_day("PROCUREMENT", "quarter", datetime(2026, 3, 2)) == date(2026, 6, 2)
    told = take("PROCUREMENT", "report", "service_provider", ["quarter", "progress_text"])
    assert told.documents == ("project_quarter_report",)


def test_the_evaluation_is_published_good_or_bad():
    good = take(
        "PROCUREMENT", "publish", "county_bureau", ["evaluation_result", "publish_channel", "published_on"],
        guards=["evaluation_passed"],
    )  # fmt: skip
    bad = take(
        "PROCUREMENT", "publish_failed", "county_bureau", ["evaluation_result", "published_on"],
        guards=["evaluation_failed"],
    )  # fmt: skip
    assert (good.outcome, bad.outcome, good.documents) == ("closed", "terminated", ("project_evaluation",))


def test_a_mediator_who_cannot_serve_is_replaced_for_a_reason():
    assert take("MEDIATOR_LIFECYCLE", "replace", "committee_director", state="serving").items == (
        "result_text",
    )
    gone = take("MEDIATOR_LIFECYCLE", "replace", "enterprise", ["result_text"], state="serving")
    assert gone.outcome == "dismissed"


def test_a_certificate_has_a_number_a_badge_and_a_day():
    assert take("MEDIATOR_LIFECYCLE", "certify", "county_bureau").items == (
        "cert_no",
        "badge_no",
        "cert_issued_on",
    )
    issued = take("MEDIATOR_LIFECYCLE", "certify", "county_bureau", ["cert_no", "badge_no", "cert_issued_on"])
    assert issued.documents == ("mediator_certificate",)


def test_attending_a_hearing_is_a_kind_of_training():
    modes = shipped()["TRAINING_ROUND"].fields["training_mode"].declared["options"]
    assert list(modes.values()) == ["授课", "案例评析", "旁听庭审", "实训演练", "网络远程"]
    assert take("TRAINING_ROUND", "hold", "court").items == ("sign_in", "training_hours")


def test_an_organisation_is_founded_filed_checked_and_cleaned_up():
    organisation = shipped()["ORG_LIFECYCLE"]
    steps = "elect establish file check rectify check pass go_dormant revoke"
    assert walk(organisation, steps).outcome == "revoked"
    filed = take("ORG_LIFECYCLE", "file", "county_bureau", ["establish_date", "org_network"])
    assert filed.documents == ("org_filing_form",)
    checked = take("ORG_LIFECYCLE", "check", "judicial_office", ["premises_items"], state="filed")
    assert checked.documents == ("standard_checklist",)
