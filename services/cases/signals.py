"""What cases announce, after the commit and inside the county's scope. The storeys above listen.

`opened` is sent with `case`; `stepped` with `case` and `event`: the step that was taken, whose `data["filled"]` is
what was filled in. What must not be lost is looked up again by the timetable.
"""

from django.dispatch import Signal

opened = Signal()
stepped = Signal()
