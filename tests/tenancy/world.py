"""A county full of everything that Wagtail could show to a stranger, each thing carrying the county's mark."""

import io
from dataclasses import dataclass, field
from datetime import timedelta

from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image as Picture
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.log_actions import log
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Comment,
    Page,
    PageViewRestriction,
    UploadedFile,
    Workflow,
)

from home.models import InterpretationPage, NewsPage, PolicyIndexPage, PolicyPage, SectionPage, TenantSettings
from services.calendar.models import CalendarDay
from services.cases.models import Enactment, ProcedureVersion
from services.designer.models import Draft, DraftSave
from services.directory.models import Organisation, OrganisationMember, RoutingRule
from services.documents.actions.issue import issue
from services.documents.actions.upload_template import upload_template
from services.documents.queries import shipped_template
from services.notices.models import Delivery, Notice, NoticeText
from services.procedures.library import shipped
from services.procedures.load import stored
from tenants import roles
from tenants.actions.grant_role import grant_role
from tenants.journal import note
from tenants.models import Tenant, User
from tenants.scope import in_tenant
from tests.tenancy.world_booking import fill_bookings
from tests.tenancy.world_cases import fill_with_a_case
from tests.tenancy.world_directory import fill_registers
from tests.tenancy.world_findings import fill_findings
from tests.tenancy.world_legal_aid import fill_legal_aid
from tests.tenancy.world_mediation import fill_a_room
from tests.tenancy.world_ranking import fill_rankings
from tests.tenancy.world_reviews import fill_reviews
from tests.tenancy.world_subsidies import fill_subsidies
from tests.tenancy.world_voices import fill_voices


@dataclass(frozen=True)
class Mark:
    """`word` is in every name; `latin` in every slug, file name and tag, where Chinese would be written otherwise."""

    word: str
    latin: str


MARKS = {"jia": Mark("甲之印记", "wj5mark"), "yi": Mark("乙之印记", "zq7mark")}


@dataclass
class World:
    tenant: Tenant
    mark: Mark
    ids: dict[str, int | str] = field(default_factory=dict)

    def user(self, role: str) -> User:
        return User.objects.get(username=f"{self.tenant.slug}-{role}")


def build(tenant: Tenant, mark: Mark) -> World:
    world = World(tenant, mark)
    with in_tenant(tenant):
        _media(world)
        _pages(world)
        _moderation(world)
        _around_pages(world)
        _administration(world)
        _services(world)
        fill_registers(world)
        fill_bookings(world)
        _drafts(world)
        _papers(world)
        fill_with_a_case(world)
        fill_a_room(world)
        fill_findings(world)
        fill_subsidies(world)
        fill_voices(world)
        fill_rankings(world)
        fill_reviews(world)
        fill_legal_aid(world)
    return world


def _media(world: World) -> None:
    mark, editor = world.mark, world.user("editor")
    collection = world.tenant.root_collection.add_child(name=f"{mark.word}文件夹")
    picture = io.BytesIO()
    Picture.new("RGB", (8, 8), "white").save(picture, "PNG")
    image = Image.objects.create(
        title=f"{mark.word}图片", collection=collection, uploaded_by_user=editor, description=mark.word,
        file=ImageFile(picture, name=f"{mark.latin}.png"),
    )
    image.tags.add(f"{mark.latin}-image-tag")
    document = Document.objects.create(
        title=f"{mark.word}附件", collection=collection, uploaded_by_user=editor,
        file=ContentFile(mark.word.encode(), name=f"{mark.latin}.txt"),
    )
    document.tags.add(f"{mark.latin}-document-tag")
    CollectionViewRestriction.objects.create(
        collection=Collection.objects.get(pk=world.tenant.root_collection.add_child(name=f"{mark.word}内部").pk),
        restriction_type="password", password=mark.latin,
    )
    upload = UploadedFile.objects.create(uploaded_by_user=editor, file=ContentFile(b"x", name=f"{mark.latin}.bin"))
    for row in (image, document, collection):
        log(instance=row, action="wagtail.create", user=editor)
        log(instance=row, action="wagtail.edit", user=editor)
    world.ids |= {
        "collection": collection.pk, "image": image.pk, "document": document.pk, "upload": upload.pk,
        "collection_restriction": CollectionViewRestriction.objects.get(collection__name=f"{mark.word}内部").pk,
    }


def body(world: World, *, page: Page) -> list:
    ids, mark = world.ids, world.mark
    links = (
        f'<p>{mark.word}<a linktype="page" id="{page.pk}">页</a>'
        f'<a linktype="document" id="{ids["document"]}">件</a></p>'
    )
    return [
        ("text", links),
        ("image", {"image": Image.objects.get(pk=ids["image"]), "alt": mark.word, "caption": mark.word}),
        ("attachment", {"document": Document.objects.get(pk=ids["document"]), "title": mark.word}),
    ]


def _pages(world: World) -> None:
    mark, editor = world.mark, world.user("editor")
    root = world.tenant.root_page
    index = PolicyIndexPage.objects.child_of(root).get()
    news_section = SectionPage.objects.child_of(root).get(slug="news")
    told = SectionPage.objects.child_of(root).get(slug="interpretations")
    policy = index.add_child(
        instance=PolicyPage(
            title=f"{mark.word}办法", slug=f"{mark.latin}-policy", owner=editor, disclosure="active", summary=mark.word
        )
    )
    policy.body = body(world, page=policy)
    policy.save_revision(user=editor, log_action=True).publish(user=world.user("reviewer"))
    policy.save_revision(user=editor, log_action=True)
    draft = news_section.add_child(
        instance=NewsPage(title=f"{mark.word}草稿", slug=f"{mark.latin}-draft", live=False, owner=editor)
    )
    draft.save_revision(user=editor, log_action=True)
    told_page = told.add_child(
        instance=InterpretationPage(title=f"{mark.word}解读", slug=f"{mark.latin}-told", policy=policy, owner=editor)
    )
    told_page.save_revision(user=editor, log_action=True).publish(user=world.user("reviewer"))
    policy.refresh_from_db()
    world.ids |= {
        "root": root.pk, "index": index.pk, "news": news_section.pk, "policy": policy.pk, "draft": draft.pk,
        "told": told_page.pk, "revision": policy.latest_revision_id, "first_revision": policy.live_revision_id,
        "site": world.tenant.site_id, "policy_slug": policy.slug, "section_slug": news_section.slug,
    }


def _moderation(world: World) -> None:
    """A page that waits for its reviewer."""
    editor, workflow = world.user("editor"), Workflow.objects.get(workflow_pages__page=world.tenant.root_page)
    section = SectionPage.objects.get(pk=world.ids["news"])
    page = section.add_child(
        instance=NewsPage(
            title=f"{world.mark.word}待审", slug=f"{world.mark.latin}-waiting", live=False, owner=editor
        )
    )
    page.save_revision(user=editor, log_action=True)
    state = workflow.start(page, editor)
    world.ids |= {
        "waiting": page.pk, "workflow": workflow.pk, "workflow_state": state.pk,
        "task": state.current_task_state.task_id, "task_state": state.current_task_state_id,
    }


def _around_pages(world: World) -> None:
    """Locks, privacy, comments, schedules, people who are just editing."""
    mark, editor = world.mark, world.user("editor")
    section = SectionPage.objects.get(pk=world.ids["news"])
    locked = section.add_child(
        instance=NewsPage(
            title=f"{mark.word}锁定", slug=f"{mark.latin}-locked", locked=True, locked_by=editor,
            locked_at=timezone.now(), owner=editor,
        )
    )
    locked.save_revision(user=editor, log_action=True)
    scheduled = section.add_child(
        instance=NewsPage(title=f"{mark.word}定时", slug=f"{mark.latin}-scheduled", live=False, owner=editor)
    )
    scheduled.go_live_at = timezone.now() + timedelta(days=2)
    scheduled.save_revision(user=editor, log_action=True).publish(user=world.user("reviewer"))
    private = section.add_child(
        instance=NewsPage(title=f"{mark.word}内部", slug=f"{mark.latin}-private", owner=editor)
    )
    restriction = PageViewRestriction.objects.create(page=private, restriction_type="groups")
    restriction.groups.add(Group.objects.get(name=f"{world.tenant.slug}:editor"))
    secret = PageViewRestriction.objects.create(page=locked, restriction_type="password", password=mark.latin)
    Comment.objects.create(page_id=world.ids["policy"], user=editor, text=f"{mark.word}批注", contentpath="title")
    session = EditingSession.objects.create(
        user=editor, content_type=section.cached_content_type, object_id=world.ids["policy"], last_seen_at=timezone.now()
    )
    world.ids |= {
        "locked": locked.pk, "scheduled": scheduled.pk, "private": private.pk, "restriction": secret.pk,
        "session": session.pk,
    }


def _administration(world: World) -> None:
    mark, admin = world.mark, world.user("county_admin")
    redirect = Redirect.objects.create(
        old_path=f"/{mark.latin}", site=world.tenant.site, redirect_page_id=world.ids["policy"]
    )
    settings = TenantSettings.for_site(world.tenant.site)
    settings.address, settings.crest_id = f"{mark.word}路一号", world.ids["image"]
    settings.save()
    clerk = User.objects.create_user(f"{mark.latin}-clerk", name=f"{mark.word}职员", email=f"{mark.latin}@example.org")
    grant_role(clerk, tenant=world.tenant, role=roles.EDITOR)
    for row in (redirect, settings, clerk):
        log(instance=row, action="wagtail.edit", user=admin)
    entry = note(admin, "test", settings, words=mark.word)
    world.ids |= {
        "redirect": redirect.pk, "user": clerk.pk, "journal": entry.pk,
        "group": Group.objects.get(name=f"{world.tenant.slug}:editor").pk,
    }


def _services(world: World) -> None:
    """Rows of the services, whose admins stand beside Wagtail's."""
    mark, tenant = world.mark, world.tenant
    committee = Organisation.objects.create(
        tenant=tenant, name=f"{mark.word}调委会", kind="land_mediation_committee", division=tenant.division,
        address=mark.word, phone=mark.latin,
    )
    member = OrganisationMember.objects.create(
        tenant=tenant, organisation=committee, user=world.user("mediator"), title=f"{mark.word}主任"
    )
    rule = RoutingRule.objects.create(
        tenant=tenant, matter="land", first="land_mediation_committee", note=mark.word, basis=mark.word
    )
    day = CalendarDay.objects.create(tenant=tenant, date="2031-01-01", kind="holiday", name=f"{mark.word}日")
    told = [
        Notice.objects.create(tenant=tenant, kind=mark.latin, to_user=world.user(role), text=mark.word, about=mark.latin)
        for role in ("county_admin", "editor", "reviewer")
    ]
    delivery = Delivery.objects.create(
        tenant=tenant, notice=told[0], channel="sms", state="failed", error=mark.word, due_at=timezone.now()
    )
    NoticeText.objects.create(tenant=tenant, kind="notices.neutral", text=mark.word)
    world.ids |= {
        "organisation": committee.pk, "organisation_member": member.pk, "routing_rule": rule.pk, "notice": told[0].pk,
        "delivery": delivery.pk,
        "calendar_day": day.pk,
    }


def _drafts(world: World) -> None:
    """A procedure that the county changes, and one that it has put in force; the library's text under its own name."""
    mark, tenant, admin = world.mark, world.tenant, world.user("county_admin")
    text = stored(shipped()["PM_GENERAL"]).replace("一般人民调解", f"{mark.word}调解")
    draft = Draft.objects.create(
        tenant=tenant, code="PM_GENERAL", name=f"{mark.word}程序", base_name=mark.word, text=text, author=admin,
        note=mark.word,
    )
    DraftSave.objects.create(tenant=tenant, draft=draft, position=1, text=text, what=mark.word, by=admin)
    version = ProcedureVersion.objects.create(
        tenant=tenant, code="PM_GENERAL", name=f"{mark.word}版本", family="mediation", text=text, digest=mark.latin
    )
    Enactment.objects.create(
        tenant=tenant, code="PM_GENERAL", version=version, since=timezone.localdate(), note=mark.word, made_by=admin
    )
    world.ids |= {"procedure_draft": draft.pk, "procedure_version": version.pk}


def _papers(world: World) -> None:
    mark, kind = world.mark, "mediation_agreement"
    upload_template(kind, content=shipped_template(kind), file_name=f"{mark.word}.docx", actor=world.user("county_admin"))
    paper = issue(
        "acceptance_register", context={}, actor=None, matter_number=mark.word, subject_label=mark.word, office=mark.word
    )
    world.ids |= {"paper": paper.pk, "paper_code": paper.code}
