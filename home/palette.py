"""The accent colours a county may choose from; each is legible on paper and under white (tests compute it)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

PAPER = "#fbfaf7"
WHITE = "#ffffff"


@dataclass(frozen=True)
class Accent:
    key: str
    label: object
    colour: str


ACCENTS = (
    Accent("maple", _("枫红"), "#a8321f"),
    Accent("pine", _("松绿"), "#1f5f4a"),
    Accent("indigo", _("靛蓝"), "#2a4a7f"),
    Accent("plum", _("梅紫"), "#7a2f5a"),
    Accent("teal", _("青碧"), "#0f5f6b"),
    Accent("bronze", _("赭石"), "#7a4a14"),
)


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2 (1 to 21) between two colours written `#rrggbb`."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
