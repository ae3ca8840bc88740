from typing import Any

from wagtail.admin.panels import Panel


class ReviewNotesPanel(Panel):
    """What the importer was not sure of, shown above the fields; nothing when there is nothing to check."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "home/admin/review_notes.html"

        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            return super().get_context_data(parent_context) | {"notes": self.instance.review_notes}

        def is_shown(self) -> bool:
            return bool(self.instance.review_notes) and super().is_shown()
