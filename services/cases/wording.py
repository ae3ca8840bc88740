"""Words that are kept or sent (the record, papers, notices): Chinese, in whatever language somebody works."""

from django.utils.functional import Promise
from django.utils.translation import override


def on_record(text: str) -> str:
    """Marks a sentence that is not translated."""
    return text


def in_chinese(label: str | Promise) -> str:
    """A label that the interface translates, as the record has it."""
    with override("zh-hans"):
        return str(label)
