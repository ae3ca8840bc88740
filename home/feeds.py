from datetime import datetime

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page

from tenants.models import Tenant

NEWEST = 20


class SectionFeed(Feed):
    """The newest pages of one section as Atom; the section is named by its address."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object):
        self.tenant: Tenant = request.tenant
        return super().__call__(request, *args, **kwargs)

    def get_object(self, request: HttpRequest, slug: str) -> Page:
        section = Page.objects.live().public().child_of(request.tenant.root_page).filter(slug=slug).first()
        if section is None:
            raise Http404
        return section

    def title(self, section: Page) -> str:
        return f"{self.tenant.name} {section.title}"

    def link(self, section: Page) -> str:
        return self._address(section)

    def items(self, section: Page) -> list[Page]:
        return (
            section.get_children().live().public().specific().order_by("-first_published_at", "-pk")[:NEWEST]
        )

    def item_title(self, page: Page) -> str:
        return page.title

    def item_description(self, page: Page) -> str:
        return getattr(page, "summary", "")

    def item_link(self, page: Page) -> str:
        return self._address(page)

    def item_pubdate(self, page: Page) -> datetime | None:
        return page.first_published_at

    def item_updateddate(self, page: Page) -> datetime | None:
        return page.last_published_at

    def _address(self, page: Page) -> str:
        return f"{self.tenant.root_url}/{page.url_path[len(self.tenant.root_page.url_path) :]}"
