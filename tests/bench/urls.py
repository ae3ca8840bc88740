from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("hello")


# Below /api/ nothing is kept by the page cache: the second one goes through all middleware every time.
urlpatterns = [
    path("bench/hello/", hello),
    path("api/bench/hello/", hello),
    path("", include("portal.urls")),
]
