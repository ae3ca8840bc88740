from django.urls import path

from home import feeds, service_views, sitemap, views

urlpatterns = [
    path("robots.txt", views.robots),
    path("sitemap.xml", sitemap.sitemap_xml, name="sitemap_xml"),
    path("sitemap/", views.site_map, name="site_map"),
    path("views/<int:pk>/", views.count, name="count_view"),
    path("compilations/<str:slug>/print/", views.print_compilation, name="print_compilation"),
    path("services/<slug:slug>/apply/", service_views.apply, name="apply"),
    path("services/<slug:slug>/form/", service_views.paper_form, name="paper_form"),
    path("<slug:slug>/feed/", feeds.SectionFeed(), name="section_feed"),
]
