"""The pages of one organisation and of one person, made by themselves from the registers."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.images.models import Filter, Image

from services.directory.models import Award, OrganisationMember, PremisesItem, Room, Training
from tests.services.directory.public.conftest import main_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def studio(inside_a, register, found):
    """A named studio of the township's committee with everything that may be told."""
    made = found(
        "personal_brand_studio", "township", "林大姐调解工作室", parent=register["seats"]["township"],
        guided_by=register["seats"]["office"], host="桥头镇政府", address="老街3号", directions="桥头往东二百米",
        phone="0199-555-0133", opening_hours="工作日全天", matters=("marriage",), introduction="从一张方桌开始。",
        duties="调解家事。", work_rules="当天登记。", workflow="先听后讲。", filing_number="备字3号",
        registration_number="民非7号", term_start=date(2024, 1, 1), term_end=date(2026, 12, 31),
        entrusted_by="县法院",
    )  # fmt: skip
    for name, fields in {
        "主任人": {"post": "director", "title": "镇妇联主席"}, "委员人": {"post": "member"},
        "打杂人": {"post": "staff"}, "离任人": {"post": "member", "until": date(2024, 2, 1)},
    }.items():  # fmt: skip
        OrganisationMember.objects.create(
            tenant=inside_a, organisation=made, name=name, since=date(2024, 1, 1), **fields
        )
    Room.objects.create(tenant=inside_a, organisation=made, name="家事调解室", step_free=True)
    PremisesItem.objects.create(tenant=inside_a, organisation=made, item="sign", present=True)
    PremisesItem.objects.create(tenant=inside_a, organisation=made, item="seal", present=False)
    Award.objects.create(
        tenant=inside_a,
        organisation=made,
        name="先进集体",
        level="city",
        given_by="庚市",
        given_on=date(2025, 1, 1),
    )
    return made


def test_an_organisation_discloses_itself(inside_a, studio, browse):
    response = browse(inside_a).get(f"/directory/organisations/{studio.pk}/")
    text = main_of(response)
    told = [
        "林大姐调解工作室", "个人调解工作室", "桥头镇", "老街3号", "桥头往东二百米", "工作日全天", "桥头镇政府", "工作室的故事",
        "从一张方桌开始。", "婚姻", "主任人", "镇妇联主席", "委员人", "调解家事。", "当天登记。", "先听后讲。", "家事调解室",
        "轮椅可以进", "标识", "备字3号", "民非7号", "2024-01-01", "2026-12-31", "先进集体", "桥头镇调委会", "桥头司法所", "县法院",
    ]  # fmt: skip
    assert [words for words in told if words not in text] == []
    assert [words for words in ("打杂人", "离任人", "印章") if words in text] == []
    assert 'href="tel:01995550133"' in response.content.decode()


def test_an_organisation_leads_to_its_people_and_its_parts(inside_a, studio, register, browse):
    seat, person = register["seats"]["township"], register["people"]["township"]
    html = browse(inside_a).get(f"/directory/organisations/{seat.pk}/").content.decode()
    assert [
        f'href="/directory/mediators/{person.pk}/"' in html,
        f'href="/directory/organisations/{studio.pk}/"' in html,
    ] == [True, True]
    assert "受理哪些纠纷" in html


def test_a_mediator_who_wants_not_to_be_shown_is_no_member_either(inside_a, studio, mediator, browse):
    mediator(studio, "委员人", listed=False)
    assert "委员人" not in main_of(browse(inside_a).get(f"/directory/organisations/{studio.pk}/"))


def test_a_parent_that_is_not_public_is_not_named(inside_a, studio, register, browse):
    for seat in ("township", "office"):
        register["seats"][seat].listed = False
        register["seats"][seat].save()
    response = browse(inside_a).get(f"/directory/organisations/{studio.pk}/")
    assert response.context["above"] == []
    assert "桥头司法所" not in main_of(response)


@pytest.fixture
def photo(inside_a):
    """With its rendition: Wagtail leaves the file open from which it makes one."""
    picture = BytesIO()
    Picture.new("RGB", (240, 300), "white").save(picture, "PNG")
    made = Image.objects.create(
        title="照片", collection=inside_a.root_collection, file=ImageFile(picture, name="p.png")
    )
    key = Filter("fill-240x300").get_cache_key(made)
    made.renditions.create(
        filter_spec="fill-240x300",
        focal_point_key=key,
        file=ImageFile(picture, name="r.png"),
        width=240,
        height=300,
    )
    return made


def test_a_mediator_shows_what_may_be_public_and_no_more(inside_a, register, photo, browse):
    person, today = register["people"]["township"], timezone.localdate()
    person.photo, person.introduction, person.education, person.source = (
        photo,
        "说话实在。",
        "master",
        "retired_justice",
    )
    person.end_reason, person.public_phone, person.languages = "内部原因", "0199-555-0144", ("sign",)
    person.save()
    for year, hours, passed in ((today.year, 16, True), (today.year - 1, 24, True), (today.year, 8, False)):
        Training.objects.create(
            tenant=inside_a,
            mediator=person,
            kind="continuing",
            course="课",
            held_on=date(year, 1, 5),
            hours=hours,
            passed=passed,
        )
    Award.objects.create(
        tenant=inside_a, mediator=person, name="调解能手", level="county", given_by="甲县", given_on=today
    )
    response = browse(inside_a).get(f"/directory/mediators/{person.pk}/")
    text = main_of(response)
    told = [
        "镇上人",
        "专职",
        "一级",
        "婚姻",
        "手语",
        "证镇上人",
        "2099-12-31",
        "说话实在。",
        "累计 40 学时",
        "今年 16 学时",
        "调解能手",
    ]
    assert [words for words in told if words not in text] == []
    assert [words for words in ("研究生", "退休法官", "内部原因", "已过期") if words in text] == []
    html = response.content.decode()
    assert ('href="tel:01995550144"' in html, "profile__photo" in html) == (True, True)


def test_a_certificate_that_ran_out_is_said_to_have(inside_a, register, browse):
    person = register["people"]["village"]
    person.valid_until = date(2020, 1, 1)
    person.save()
    assert "已过期" in main_of(browse(inside_a).get(f"/directory/mediators/{person.pk}/"))


def test_a_lawyer_shows_licence_years_and_villages(inside_a, register, browse):
    row = register["lawyers"]["counsel"]
    response = browse(inside_a).get(f"/directory/lawyers/{row.pk}/")
    text, years = main_of(response), timezone.localdate().year - 2016
    told = ["顾律师", "明理律师事务所", "照顾律师", "社会律师", "法律援助律师", "劳动人事争议", "桥下村"]
    assert [words for words in told if words not in text] == []
    assert response.context["years"] in (years, years + 1)
    assert 'href="/directory/office/990121101201/"' in response.content.decode()


def test_a_profile_asks_few_questions(
    inside_a, register, studio, mediator, browse, django_assert_max_num_queries
):
    for place in range(8):
        mediator(register["seats"]["township"], f"更多人{place}")
    shown = {
        "organisations": register["seats"]["township"],
        "mediators": register["people"]["township"],
        "lawyers": register["lawyers"]["counsel"],
    }
    browse(inside_a).get("/directory/")
    for kind, row in shown.items():
        with django_assert_max_num_queries(15):
            assert browse(inside_a).get(f"/directory/{kind}/{row.pk}/").status_code == 200
