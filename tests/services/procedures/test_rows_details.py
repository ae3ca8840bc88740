"""Small demands, each a field, a list, a figure or a way on: one test for one row of docs/mission.md."""

from datetime import date, datetime

import pytest

from services.documents.library import shipped as papers
from services.forms import library as forms
from services.forms.load import assemble
from services.procedures.facts import ClockFact
from services.procedures.library import shipped
from tests.services.procedures.due import last_day
from tests.services.procedures.walking import take


def options(code, field):
    return list(shipped()[code].fields[field].declared["options"].values())


def ways_on(code, *after):
    return [one.procedure for one in shipped()[code].follow_ups if {*after} & {*one.after}]


@pytest.mark.parametrize("code", ["PM_GENERAL", "PM_PRIVATE"])
def test_who_did_not_agree_is_led_to_arbitration(code):
    assert "ARB_REFERRAL" in ways_on(code, "failed")


def test_who_gave_up_a_confirmation_is_led_to_arbitration_where_it_is_allowed():
    for kind, offered in (("contract", ["ARB_REFERRAL"]), ("labour", [])):
        ended = take(
            "ARB_CONFIRMATION",
            "advise_withdraw",
            "party",
            ["date"],
            state="examining",
            fields={"matter_kind": kind},
        )
        assert [one.procedure for one in ended.follow_ups] == offered


def test_an_arbitrator_may_have_a_recorder():
    reviewer = shipped()["ARB_CONFIRMATION"].compositions[0]
    assert [(seat.role, seat.most) for seat in reviewer.seats] == [("arbitrator", None), ("recorder", 1)]
    one = {"arbitrator": (1,), "recorder": (1,)}
    assert take("ARB_CONFIRMATION", "examine", "arbitration_commission", ["arbitrator_name"],
                guards=["no_conflict"], seats=one).state == "examining"  # fmt: skip


def test_four_classes_and_the_hard_ones_are_planned_first():
    assert options("PM_GENERAL", "case_class") == [
        "一般纠纷", "疑难复杂纠纷", "专业性、行业性纠纷", "热点难点纠纷",
    ]  # fmt: skip
    typed = ["place", "time_start", "participants"]
    hard = {"case_class": "hard"}
    assert take("PM_GENERAL", "open_mediation", "mediator", typed, fields=hard).items == (
        "planned_when_hard",
    )
    planned = take("PM_GENERAL", "open_mediation", "mediator", [*typed, "plan_text"], fields=hard)
    assert (planned.state, planned.documents_optional) == ("mediating", ("mediation_plan",))
    assert take("PM_GENERAL", "open_mediation", "mediator", typed).state == "mediating"


def test_seven_kinds_are_handled_together_and_an_injury_with_the_victims_will():
    assert len(options("JOINT_MEDIATION", "joint_kind")) == 7
    typed = dict.fromkeys(("meeting_time", "place", "joint_units"), "x") | {"joint_kind": "injury"}
    unwilling = take("JOINT_MEDIATION", "schedule", "safety_office", typed)
    assert unwilling.items == ("victim_willing_in_injury",)
    asked = take("JOINT_MEDIATION", "schedule", "safety_office", {**typed, "victim_willing": "yes"})
    assert asked.state == "scheduled"


def test_three_ways_of_linking_and_the_joint_one_leads_on():
    modes = options("PM_COMMISSIONED", "linked_mode")
    assert [mode.partition("：")[0] for mode in modes] == ["委托调解", "邀请调解", "联合调解"]
    for mode, offered in (("joint", True), ("invited", False)):
        taken = take(
            "PM_COMMISSIONED", "accept", "committee_office", ["accept_date"],
            guards=["consent_to_transfer"], fields={"linked_mode": mode},
        )  # fmt: skip
        assert ("JOINT_MEDIATION" in [one.procedure for one in taken.follow_ups]) is offered


@pytest.mark.parametrize(
    ("code", "step"),
    [("PM_GENERAL", "suspend"), ("PM_MEDICAL", "suspend"), ("PM_PETITION", "start_appraisal")],
)
def test_an_appraisal_names_the_institute_and_who_pays(code, step):
    assert shipped()[code].by_transition[step].asks == ("appraisal_institute", "appraisal_payer")
    assert len(options(code, "appraisal_payer")) == 4


def test_a_petition_is_approved_its_leader_named_and_its_relief_told():
    typed = ["petition_claim", "petition_channel", "interview_text"]
    assert take("PM_PETITION", "report", "petition_workroom", typed).items == ("approval_opinion",)
    team = {"team_no": "1", "team_members": "x", "leader_package": "yes"}
    unnamed = take("PM_PETITION", "form_team", "petition_workroom", team, guards=["no_conflict"])
    assert unnamed.items == ("leader_named",)
    named = take(
        "PM_PETITION", "form_team", "petition_workroom", {**team, "leader_name": "x"}, guards=["no_conflict"]
    )
    assert named.documents == ("team_card",)
    filed, signed = {"dossier_no": "1", "filing_date": "x"}, ["all_forms_signed"]
    helped = {"state": "relief_coordination", "guards": signed, "fields": {"relief_type": "judicial"}}
    assert take("PM_PETITION", "archive", "petition_workroom", filed, **helped).items == ("relief_told",)
    told = take(
        "PM_PETITION", "archive", "petition_workroom", {**filed, "relief_result": "granted"}, **helped
    )
    assert told.outcome == "case_closed"


def test_a_class_for_state_enterprises_is_due_once_a_year():
    training = shipped()["TRAINING_ROUND"]
    typed = dict.fromkeys(training.by_transition["notify"].requires, "x")
    begun = take("TRAINING_ROUND", "notify", "county_bureau", typed | {"trainee_group": "state_enterprise"})
    assert [(change.clock, change.action) for change in begun.clocks] == [("state_yearly", "start")]
    assert (
        take("TRAINING_ROUND", "notify", "county_bureau", typed | {"trainee_group": "village"}).clocks == ()
    )
    assert last_day("TRAINING_ROUND", "state_yearly") == date(2026, 12, 31)


def test_after_a_warning_the_team_is_on_its_way_the_same_day():
    assert last_day("EARLY_WARNING", "on_site", datetime(2026, 3, 7, 22)) == date(2026, 3, 7)
    facts = {"state": "warned", "guards": ["sudden_event"], "clocks": {"on_site": ClockFact("running")}}
    typed = ["on_site_leader", "measures", "arrived_at", "joint_units"]
    there = take("EARLY_WARNING", "go_on_site", "judicial_office", typed, **facts)
    assert [(change.clock, change.action) for change in there.clocks] == [("on_site", "stop")]
    assert there.data["arrived_at"] == "x"


def test_tags_go_with_a_dispute_and_the_people_stay_inside():
    for code, step in (("INSPECTION_ROUND", "register"), ("PM_GENERAL", "accept")):
        assert {"key_areas", "key_groups"} <= {*shipped()[code].by_transition[step].asks}
        assert shipped()[code].fields["key_groups"].declared["sensitive"] is True


def test_assessment_and_class_stand_a_month_before_the_release():
    assert last_day("RELEASED_PERSON", "assessment", event=date(2026, 6, 15)) == date(2026, 5, 15)
    typed = ["comprehensive_opinion", "help_suggestion", "object_class", "plan_text"]
    classed = take(
        "RELEASED_PERSON", "classify", "settlement_office", typed, documents=["release_assessment"]
    )
    assert classed.documents == ("handover_plan",)
    assert "field.plan_text" in papers()["handover_plan"].body


def test_persons_without_support_have_a_list_of_measures():
    bare = take(
        "RELEASED_PERSON", "notify_three_nos", "township_government", ["pickup_persons", "measures"],
        fields={"object_class": "three_nos"},
    )  # fmt: skip
    assert bare.items == ("support_measures",)
    columns = shipped()["RELEASED_PERSON"].fields["support_measures"].declared["columns"]
    measures = list(columns["measure"]["options"].values())
    assert sum(one.startswith("城镇：") for one in measures) == 4
    assert sum(one.startswith("农村：") for one in measures) == 3
    assert {*columns} == {"measure", "responsible", "done_on"}


def test_help_has_methods_needs_resources_and_a_plan():
    assert options("CORRECTION_SERVICE", "work_methods") == ["个案工作", "小组工作", "社区工作"]
    assert options("CORRECTION_SERVICE", "interventions")[:3] == ["心理干预", "动机晤谈", "认知行为重建"]
    helped = take("CORRECTION_SERVICE", "support", "social_worker", ["activity_kind", "activity_detail"])
    assert helped.documents_optional == ("support_plan_doc",)
    assert {"needs", "resources", "support_plan"} <= {
        *shipped()["CORRECTION_SERVICE"].by_transition["support"].asks
    }


@pytest.mark.parametrize("code", ["LA_CASE", "LA_NOTIFIED"])
def test_five_requirements_five_factors_and_eleven_grounds(code):
    procedure = shipped()[code]
    factors = procedure.fields["quality_factors"].declared["columns"]["factor"]["options"]
    counts = (len(options(code, "quality_requirements")), len(factors), len(options(code, "quality_grounds")))
    assert counts == (5, 5, 11)
    poor = take(code, "archive_unqualified", "legal_aid_center", ["quality_result", "quality_items"],
                guards=["quality_failed"])  # fmt: skip
    assert poor.items == ("quality_grounds",)
    way = procedure.by_transition["archive"]
    form = assemble("a", "归档", {one: procedure.fields[one].declared for one in way.requires}, way.requires)
    assert form.by_code["quality_requirements"].least == 5


def test_a_complaint_asks_for_the_six_acts_and_keeps_what_was_found():
    assert len(options("COMPLAINT", "prohibited_acts")) == 6
    assert options("COMPLAINT", "spot_checks") == ["服务态度", "诚信意识", "执业纪律", "执业道德"]
    known = {field.code: field.declared for field in shipped()["COMPLAINT"].fields.values()}
    asked = forms.application("complaint", known=known).by_code["prohibited_acts"]
    assert len(asked.options) == 6
    assert not asked.required
    assert {"spot_checks", "spot_check_findings"} <= {*shipped()["COMPLAINT"].by_transition["decide"].asks}


def test_an_organisation_is_checked_item_by_item():
    found = {field: len(options("ORG_LIFECYCLE", field)) for field in (
        "premises_items", "six_haves", "six_uniform", "five_haves", "four_realised", "four_regular",
    )}  # fmt: skip
    assert [*found.values()] == [14, 6, 6, 5, 4, 4]
    asked = {*shipped()["ORG_LIFECYCLE"].by_transition["check"].asks}
    assert {*found} - {"premises_items"} | {"check_score", "check_photos"} <= asked


@pytest.mark.parametrize(
    ("tier", "amount", "settled", "refused"),
    [
        ("petition_general", "3000", "yes", ()),
        ("petition_general", "5000.01", "yes", ("amount_in_range",)),
        ("petition_general", "1000", "yes", ("amount_in_range",)),
        ("petition_general", "1000", "no", ()),
        ("petition_major", "30000", "yes", ()),
        ("petition_major", "9999", "yes", ("amount_in_range",)),
        ("none", "4000", "yes", ("amount_in_range",)),
    ],
)
def test_a_petition_case_is_paid_within_its_range(tier, amount, settled, refused):
    typed = {"payee_is_official": "no", "approved_amount": amount, "settled_by_mediation": settled, "payer": "unit",
             "payer_unit": {"name": "x"}}  # fmt: skip
    fields = {"subsidy_scheme": "petition", "pay_tier": tier}
    answer = take(
        "SUBSIDY_CLAIM", "approve", "county_bureau", typed, guards=["dossier_compliant"], fields=fields
    )
    assert getattr(answer, "items", ()) == refused


def test_whoever_caused_it_pays_and_the_treasury_for_a_reason():
    fields = {"subsidy_scheme": "petition", "pay_tier": "petition_general"}
    typed = {"payee_is_official": "no", "approved_amount": "3000", "payer": "finance"}
    sound = {"guards": ["dossier_compliant"], "fields": fields}
    assert take("SUBSIDY_CLAIM", "approve", "county_bureau", typed, **sound).items == (
        "finance_for_a_reason",
    )
    told = take("SUBSIDY_CLAIM", "approve", "county_bureau", {**typed, "payer_reason": "unclear"}, **sound)
    assert told.state == "approved"


@pytest.mark.parametrize(("tier", "rate"), [("arb_simple", 500), ("arb_heard", 800), ("arb_major", 1000)])
def test_the_class_of_an_arbitration_says_what_a_case_is_paid(tier, rate):
    claim = shipped()["SUBSIDY_CLAIM"]
    typed = dict.fromkeys(claim.by_transition["submit"].requires, "x") | {"pay_tier": tier}
    wrong = take("SUBSIDY_CLAIM", "submit", "arbitration_commission", {**typed, "case_rate": str(rate + 1)})
    assert wrong.items == ("rate_of_tier",)
    right = take("SUBSIDY_CLAIM", "submit", "arbitration_commission", {**typed, "case_rate": str(rate)})
    assert right.state == "submitted"
