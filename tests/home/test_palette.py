import re
from pathlib import Path

import pytest

from home.palette import ACCENTS, PAPER, WHITE, contrast

TOKENS = Path(__file__).resolve().parents[2] / "portal" / "static" / "portal" / "css" / "tokens.css"


def test_contrast_is_that_of_wcag():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("accent", ACCENTS, ids=lambda accent: accent.key)
def test_every_accent_is_legible_as_text_and_as_ground(accent):
    assert contrast(accent.colour, PAPER) >= 4.5
    assert contrast(WHITE, accent.colour) >= 4.5


@pytest.mark.parametrize("accent", ACCENTS, ids=lambda accent: accent.key)
def test_the_style_sheet_has_the_same_colours(accent):
    rule = re.search(rf"\.accent-{accent.key}[^{{]*{{([^}}]*)}}", TOKENS.read_text())
    assert accent.colour in rule[1]
