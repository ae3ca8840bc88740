from django.dispatch import receiver

from services.booking import signals as booking
from services.booking.models import Appointment
from services.calendar.freshness import changed
from services.cases.actions.follow_booking import follow_move, note_booking, open_for
from services.cases.actions.follow_video import follow_video
from services.cases.actions.settle_clocks import settle_clocks
from services.cases.wording import on_record
from tenants.models import Tenant


@receiver(changed)
def the_calendar_has_changed(sender: object, tenant_pk: int, **kwargs: object) -> None:
    settle_clocks(Tenant.objects.get(pk=tenant_pk))


@receiver(booking.confirmed)
def something_was_booked(sender: object, appointment: Appointment, **kwargs: object) -> None:
    open_for(appointment)
    note_booking(appointment, on_record("约好"))
    follow_video(appointment)


@receiver(booking.moved)
def a_booking_was_moved(sender: object, appointment: Appointment, **kwargs: object) -> None:
    note_booking(appointment, on_record("改期"))
    follow_move(appointment)
    follow_video(appointment)


@receiver(booking.cancelled)
def a_booking_was_cancelled(sender: object, appointment: Appointment, **kwargs: object) -> None:
    note_booking(appointment, on_record("取消预约"))
    follow_video(appointment)


@receiver(booking.arrived)
def somebody_arrived(sender: object, appointment: Appointment, **kwargs: object) -> None:
    note_booking(appointment, on_record("到场"))


@receiver(booking.closed)
def an_appointment_ended(sender: object, appointment: Appointment, **kwargs: object) -> None:
    came = appointment.state == Appointment.State.DONE
    note_booking(appointment, on_record("办完") if came else on_record("没有来"))
