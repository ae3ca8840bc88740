"""The list of rooms: today's first, then what is coming, then what is over."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from services.mediation.admin.access import PLAN, StaffView, rooms_of
from services.mediation.forms.people import mediators
from services.mediation.models import Room, Seat
from services.mediation.queries import coming_of
from services.mediation.rules import SILENCE
from services.mediation.staff import LEADING, READS_ALL
from tenants.models import User

PER_PAGE = 30
MOST_COMING = 100
_THERE = (Seat.State.WAITING, Seat.State.ADMITTED)


class FilterForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("查找"), max_length=60, required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("状态"), choices=[("", gettext_lazy("全部")), *Room.State.choices], required=False
    )
    mediator = forms.ModelChoiceField(
        None, label=gettext_lazy("调解员"), required=False, empty_label=gettext_lazy("全部")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", auto_id="rooms-%s", **kwargs)
        self.fields["mediator"].queryset = mediators()

    def chosen(self, rooms: QuerySet[Room]) -> QuerySet[Room]:
        """What cannot be understood is not asked for."""
        said = self.cleaned_data if self.is_valid() else {}
        if words := said.get("q", "").strip():
            named = Seat.objects.filter(name__icontains=words).values("room")
            rooms = rooms.filter(
                Q(title__icontains=words)
                | Q(code=words.upper())
                | Q(about__icontains=words)
                | Q(organisation__name__icontains=words)
                | Q(pk__in=named)
            )
        if said.get("state"):
            rooms = rooms.filter(state=said["state"])
        if said.get("mediator"):
            rooms = rooms.filter(pk__in=Seat.objects.filter(user=said["mediator"]).values("room"))
        return rooms


class RoomsView(StaffView):
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FilterForm(request.GET)
        rooms = _counted(form.chosen(rooms_of(request)))
        begins, ends = _today()
        today = Q(starts_at__gte=begins, starts_at__lt=ends) | Q(state=Room.State.OPEN)
        coming = Q(starts_at__gte=ends, state=Room.State.PLANNED)
        over = rooms.exclude(today | coming).order_by("-starts_at", "-pk")
        page = Paginator(over, PER_PAGE).get_page(request.GET.get("p"))
        context = {
            "form": form,
            "filtered": any(request.GET.get(name) for name in form.fields),
            "own": _open_to(request.user),
            "today": rooms.filter(today).order_by("starts_at", "pk"),
            "coming": rooms.filter(coming).order_by("starts_at", "pk")[:MOST_COMING],
            "past": page,
            "may_plan": request.user.has_perm(PLAN),
            "all": bool(READS_ALL & request.roles),
        }
        return TemplateResponse(request, "mediation/admin/rooms.html", context)


def _open_to(user: User) -> set[int]:
    return set(coming_of(user).values_list("room", flat=True))


def _today() -> tuple[datetime, datetime]:
    begins = timezone.make_aware(datetime.combine(timezone.localdate(), time()))
    return begins, begins + timedelta(days=1)


def _counted(rooms: QuerySet[Room]) -> QuerySet[Room]:
    """With how many are invited, how many of them are there or at the door, how many ever came; and who leads."""
    here = Q(seats__seen_at__gt=timezone.now() - SILENCE) & ~Q(seats__conn="")
    leading = Prefetch("seats", Seat.objects.filter(role__in=LEADING), to_attr="leading")
    return rooms.annotate(
        invited=Count("seats"),
        here=Count("seats", filter=here & Q(seats__state__in=_THERE)),
        came=Count("seats", filter=Q(seats__arrived_at__isnull=False)),
    ).prefetch_related(leading)
