from typing import Any

from wagtail.fields import StreamField

from services.inputs.blocks import form_stream


class FormField(StreamField):
    """The blocks of the form editor; they stay out of migrations, because a new setting is no change of a table."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*(args or (form_stream(),)), **kwargs)

    def deconstruct(self) -> tuple[str, str, list, dict]:
        name, path, _args, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs
