"""Calendar feeds: made, listed, stopped. The address is shown once."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from services.booking.actions.feeds import make_feed, revoke_feed
from services.booking.admin.access import StaffView, own_resources
from services.booking.errors import BookingError
from services.booking.models import CalendarFeed
from tenants.roles import COUNTY_ADMIN


class FeedForm(forms.Form):
    resource = forms.ModelChoiceField(
        None, label=gettext_lazy("谁的日程"), empty_label=gettext_lazy("请选择")
    )

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self.fields["resource"].queryset = own_resources(request)


@method_decorator(never_cache, name="dispatch")
class FeedsView(StaffView):
    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(FeedForm(request))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FeedForm(request, request.POST)
        if not form.is_valid():
            return self.shown(form, status=400)
        _feed, token = make_feed(form.cleaned_data["resource"], actor=request.user)
        return self.shown(FeedForm(request), address=request.tenant.root_url + feed_path(token))

    def shown(self, form: FeedForm, *, address: str = "", status: int = 200) -> HttpResponse:
        feeds = CalendarFeed.objects.select_related("resource", "user")
        if COUNTY_ADMIN not in self.request.roles:
            feeds = feeds.filter(user=self.request.user)
        context = {"form": form, "feeds": list(feeds), "address": address}
        response = TemplateResponse(self.request, "booking/admin/feeds.html", context, status=status)
        response["Cache-Control"] = "no-store"
        return response


class RevokeView(StaffView):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            revoke_feed(get_object_or_404(CalendarFeed.objects, pk=kwargs["pk"]), actor=request.user)
        except BookingError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("这个地址已经停用。"))
        return redirect("booking_feeds")


def feed_path(token: str) -> str:
    return reverse("booking:feed", args=[token])
