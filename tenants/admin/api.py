"""The admin's own API gives all images and documents to whoever may enter the admin."""

from django.db.models import QuerySet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from tenants.admin.ownership import cut


class OwnImagesAPIViewSet(ImagesAdminAPIViewSet):
    def get_queryset(self) -> QuerySet:
        return cut(super().get_queryset(), self.request.tenant)


class OwnDocumentsAPIViewSet(DocumentsAdminAPIViewSet):
    def get_queryset(self) -> QuerySet:
        return cut(super().get_queryset(), self.request.tenant)


def cut_endpoints(router: WagtailAPIRouter) -> None:
    router.register_endpoint("images", OwnImagesAPIViewSet)
    router.register_endpoint("documents", OwnDocumentsAPIViewSet)
