from django import forms


class DayInput(forms.DateInput):
    """The browser's own picker: Wagtail's guesses a wrong day from a date written in Chinese and says nothing."""

    input_type = "date"

    def __init__(self, attrs: dict | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")
