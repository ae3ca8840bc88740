"""What booking announces, after the commit and inside the county's scope. The storeys above listen.

Each is sent with `appointment`; `freed` with `service`, `person` and `starts_at` of the time that is open again.
"""

from django.dispatch import Signal

confirmed = Signal()
moved = Signal()
cancelled = Signal()
arrived = Signal()
closed = Signal()
freed = Signal()
