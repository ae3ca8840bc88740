from django.db.models import QuerySet

from services.mediation.models import MediationSettings, Room, Seat
from tenants.models import Tenant, User


def rooms_about(about: str) -> QuerySet[Room]:
    """Those of one matter that have not ended, the next one first."""
    return Room.objects.filter(about=about).exclude(state=Room.State.ENDED).order_by("starts_at", "pk")


def all_rooms_about(about: str) -> QuerySet[Room]:
    """Also those that ended, but not those that were called off; the newest first."""
    return Room.objects.filter(about=about, cancelled_at=None).order_by("-starts_at", "-pk")


def room_of_origin(origin: str) -> Room | None:
    return Room.objects.filter(origin=origin).select_related("tenant").first()


def seats_of(room: Room) -> QuerySet[Seat]:
    return Seat.objects.filter(room=room).select_related("user", "acts_for")


def office_number(tenant: Tenant) -> str:
    """Where somebody without a smartphone calls to join; blank where the county has set none."""
    found = MediationSettings.objects.filter(site=tenant.site_id).values_list("dial_in", flat=True).first()
    return found or ""


def coming_of(user: User) -> QuerySet[Seat]:
    """The seats somebody has in rooms that have not ended, the next one first."""
    found = Seat.objects.filter(user=user).exclude(room__state=Room.State.ENDED)
    return found.select_related("room__organisation").order_by("room__starts_at", "pk")


def account_of(phone: str) -> User | None:
    """Who proved to hold this number: they come in by signing in, too."""
    return User.objects.filter(phone=phone, phone_verified=True, is_active=True).first() if phone else None
