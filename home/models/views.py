from django.db import models


class PageViews(models.Model):
    """How often a page was read on a day. Nothing about who read it."""

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="+")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["page", "day"], name="one_count_per_page_and_day")]

    def __str__(self) -> str:
        return f"{self.page_id} {self.day}: {self.count}"
