"""What is kept about organisations and people: rooms, premises, training, awards; and the drawn map."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList

from services.directory.admin.register import RegisterAdmin
from services.directory.admin.words import NONE, either
from services.directory.forms import AwardForm, MapTileForm, PremisesItemForm, RoomForm, TrainingForm
from services.directory.models import Award, MapTile, PremisesItem, Room, Training
from services.directory.premises import called

_NOT_SHOWN = ["id", "tenant"]


class RoomAdmin(RegisterAdmin):
    model = Room
    menu_label = _("房间")
    menu_icon = "home"
    base_url_path = "rooms"
    list_display = ["name", "organisation", "purpose", "seats", "wheelchair"]
    list_select_related = ["organisation"]
    list_filter = ["purpose", "step_free"]
    search_fields = ["name", "organisation__name"]
    list_export = ["organisation", "name", "purpose", "seats", "wheelchair"]
    inspect_view_fields_exclude = _NOT_SHOWN
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("name"), FieldPanel("purpose")]),
            FieldRowPanel([FieldPanel("seats"), FieldPanel("step_free")]),
        ],
        base_form_class=RoomForm,
    )

    wheelchair = either("step_free", _("可以进"), _("进不去"), called=_("轮椅"))


class PremisesAdmin(RegisterAdmin):
    model = PremisesItem
    menu_label = _("场所检查")
    menu_icon = "clipboard-list"
    base_url_path = "premises"
    list_display = ["item_called", "organisation", "found", "checked_on", "note"]
    list_select_related = ["organisation"]
    list_filter = ["present"]
    search_fields = ["organisation__name", "note"]
    list_export = ["organisation", "item_called", "found", "checked_on", "note"]
    inspect_view_fields_exclude = _NOT_SHOWN
    edit_handler = ObjectList(
        [
            FieldPanel("organisation"),
            FieldRowPanel([FieldPanel("item"), FieldPanel("present")]),
            FieldRowPanel([FieldPanel("checked_on"), FieldPanel("note")]),
        ],
        base_form_class=PremisesItemForm,
    )

    found = either("present", _("具备"), _("缺"), called=_("现状"))

    def item_called(self, row: PremisesItem) -> str:
        return called(row.item)

    item_called.short_description = _("项目")


class TrainingAdmin(RegisterAdmin):
    model = Training
    menu_label = _("培训记录")
    menu_icon = "list-ul"
    base_url_path = "trainings"
    list_display = ["course", "mediator", "kind", "held_on", "hours", "result"]
    list_select_related = ["mediator__organisation"]
    list_filter = ["kind", "passed"]
    search_fields = ["course", "mediator__name", "mediator__organisation__name"]
    list_export = ["mediator", "where", "kind", "course", "held_on", "hours", "result"]
    inspect_view_fields_exclude = _NOT_SHOWN
    edit_handler = ObjectList(
        [
            FieldPanel("mediator"),
            FieldRowPanel([FieldPanel("kind"), FieldPanel("course")]),
            FieldRowPanel([FieldPanel("held_on"), FieldPanel("hours", help_text=_("一天按8学时计算。"))]),
            FieldPanel("passed"),
        ],
        base_form_class=TrainingForm,
    )

    result = either("passed", _("合格"), _("不合格"), called=_("考核"))

    def where(self, training: Training) -> Any:
        return training.mediator.organisation

    where.short_description = _("所在调解组织")


class AwardAdmin(RegisterAdmin):
    model = Award
    menu_label = _("表彰奖励")
    menu_icon = "pick"
    base_url_path = "awards"
    list_display = ["name", "given_to", "level", "given_by", "given_on"]
    list_select_related = ["organisation", "mediator", "lawyer"]
    list_filter = ["level"]
    search_fields = ["name", "given_by", "organisation__name", "mediator__name", "lawyer__name"]
    list_export = ["name", "given_to", "level", "given_by", "given_on"]
    inspect_view_fields_exclude = _NOT_SHOWN
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("organisation", help_text=_("机构、调解员、律师三项里只选一项。")),
            FieldRowPanel([FieldPanel("mediator"), FieldPanel("lawyer")]),
            FieldRowPanel([FieldPanel("level"), FieldPanel("given_by")]),
            FieldPanel("given_on"),
        ],
        base_form_class=AwardForm,
    )

    def given_to(self, award: Award) -> Any:
        return award.organisation or award.mediator or award.lawyer or NONE

    given_to.short_description = _("授予")


class MapTileAdmin(RegisterAdmin):
    model = MapTile
    menu_label = _("全县示意图")
    menu_icon = "site"
    base_url_path = "map-tiles"
    list_display = ["division", "row", "column"]
    list_select_related = ["division"]
    list_export = ["division", "row", "column"]
    inspect_view_enabled = False
    edit_handler = ObjectList(
        [
            FieldPanel("division", help_text=_("示意图由方格组成，一个乡镇（街道）占一格。")),
            FieldRowPanel([FieldPanel("row"), FieldPanel("column")]),
        ],
        base_form_class=MapTileForm,
    )
