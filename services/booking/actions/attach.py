from services.booking.models import Appointment


def attach(appointment: Appointment, about: str) -> bool:
    """Says what the appointment belongs to, unless somebody has said it; whether this call did."""
    fresh = Appointment.objects.filter(pk=appointment.pk, about="")
    if not fresh.update(about=about):
        return False
    appointment.about = about
    return True
