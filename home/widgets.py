from django import forms


def day_input() -> forms.DateInput:
    """The browser's own date field, which knows the calendar and takes nothing that is no date."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
