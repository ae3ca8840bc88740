"""What a room announces, after the commit and inside the county's scope. The storeys above listen.

`ended` with `room`; `recorded` with `recording` (finished, hashed); `confirmed` with `minutes` that everybody read and
confirmed; `agreed` with `room` whose agreement everybody has signed; `drawn_up` with `room` whose agreement lies ready.
"""

from django.dispatch import Signal

ended = Signal()
recorded = Signal()
confirmed = Signal()
drawn_up = Signal()
agreed = Signal()
