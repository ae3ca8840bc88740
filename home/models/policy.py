from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable
from wagtail.search import index

from home.blocks import DOCUMENT_BLOCKS
from home.fields import BodyField
from home.forms import PolicyPageForm
from home.models.base import PortalPage
from home.panels import ReviewNotesPanel
from home.widgets import day_input
from tenants.admin.shared import share
from tenants.models import TenantOwned

# GB/T 9704: organ code, year in full in 〔〕, serial without leading zero; some older ones write 第 before it.
DOCUMENT_NUMBER = RegexValidator(
    r"^[\u4e00-\u9fff]{1,12}〔(19|20)\d{2}〕第?[1-9]\d{0,4}号$",
    _("文号应写成“某司发〔2024〕12号”的样子：年份四位，用六角括号〔〕，序号前不加0。"),
)


@share
class Theme(models.Model):
    """A theme category, one list for all tenants."""

    name = models.CharField(_("主题"), max_length=40, unique=True)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["order", "pk"]
        verbose_name = _("主题分类")
        verbose_name_plural = _("主题分类")

    def __str__(self) -> str:
        return self.name


class IndexSerial(TenantOwned):
    """The last serial given out in a year, for the tail of an index number."""

    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "year"], name="one_serial_per_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class PolicyPage(PortalPage):
    """An official document with all elements of a disclosure page; its body is a tree of clauses."""

    class Disclosure(models.TextChoices):
        ACTIVE = "active", _("主动公开")
        ON_REQUEST = "on_request", _("依申请公开")
        NOT_PUBLIC = "not_public", _("不予公开")

    class Validity(models.TextChoices):
        VALID = "valid", _("有效")
        AMENDED = "amended", _("已修改")
        REPEALED = "repealed", _("废止")
        EXPIRED = "expired", _("失效")

    subtitle = models.CharField(_("副标题"), max_length=200, blank=True)
    document_number = models.CharField(_("文号"), max_length=40, blank=True, validators=[DOCUMENT_NUMBER])
    index_number = models.CharField(_("索引号"), max_length=20, blank=True, editable=False)
    addressees = models.TextField(_("主送机关"), blank=True, max_length=1000)
    issued_on = models.DateField(_("成文日期"), null=True, blank=True)
    disclosure = models.CharField(_("公开方式"), max_length=12, choices=Disclosure, blank=True)
    validity = models.CharField(_("有效性"), max_length=10, choices=Validity, default=Validity.VALID)
    effective_on = models.DateField(_("施行日期"), null=True, blank=True)
    expires_on = models.DateField(_("失效日期"), null=True, blank=True)
    territory = models.CharField(_("适用区域"), max_length=200, blank=True)
    is_trial = models.BooleanField(_("试行"), default=False)
    themes = ParentalManyToManyField(Theme, verbose_name=_("主题分类"), blank=True)
    source = models.CharField(_("信息来源"), max_length=200, blank=True)
    source_incomplete = models.BooleanField(_("来源文本不完整"), default=False)
    review_notes = models.JSONField(_("待核实"), default=list, blank=True)
    import_key = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    import_digest = models.CharField(max_length=64, blank=True, editable=False)
    body = BodyField(DOCUMENT_BLOCKS, verbose_name=_("正文"), blank=True, use_json_field=True)

    base_form_class = PolicyPageForm
    search_fields = [
        *PortalPage.search_fields,
        index.SearchField("document_number"),
        index.SearchField("body"),
        index.FilterField("validity"),
    ]
    content_panels = [
        *PortalPage.content_panels,
        ReviewNotesPanel(heading=_("待核实")),
        FieldPanel("subtitle"),
        InlinePanel("issuers", label=_("发布机构"), heading=_("发布机构（联合发文按顺序）"), min_num=0),
        FieldRowPanel([FieldPanel("document_number"), FieldPanel("issued_on", widget=day_input())]),
        FieldPanel("addressees"),
        FieldPanel("body"),
        InlinePanel("bases", label=_("依据文件")),
        InlinePanel("relations", label=_("与其他文件的关系"), heading=_("修改、废止或替代")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("disclosure"), FieldPanel("validity")]),
                FieldRowPanel(
                    [
                        FieldPanel("effective_on", widget=day_input()),
                        FieldPanel("expires_on", widget=day_input()),
                    ]
                ),
                FieldRowPanel([FieldPanel("territory"), FieldPanel("is_trial")]),
                FieldPanel("themes"),
                FieldRowPanel([FieldPanel("source"), FieldPanel("source_incomplete")]),
            ],
            heading=_("公开与效力"),
        ),
    ]
    parent_page_types = ["home.PolicyIndexPage"]
    subpage_types: list[str] = []
    template = "home/policy_page.html"

    class Meta:
        verbose_name = _("政策文件")
        verbose_name_plural = _("政策文件")

    @property
    def is_not_yet_in_force(self) -> bool:
        return bool(self.effective_on and self.effective_on > timezone.localdate())

    def clean(self) -> None:
        """Whatever way a document goes out, somebody has decided that it may.

        A new page counts as live while its form is checked; the form itself asks when it is to be published.
        """
        super().clean()
        if self.pk and self.live and not self.disclosure:
            raise ValidationError({"disclosure": _("发布前请选择公开方式。")})

    def with_content_json(self, content: dict) -> "PolicyPage":
        """A draft never carries the index number away: once given, it stays."""
        page = super().with_content_json(content)
        rows = PolicyPage.objects.filter(pk=self.pk).values_list("index_number", flat=True)
        page.index_number = self.index_number or rows.first() or ""
        return page


class PolicyIssuer(Orderable):
    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="issuers")
    name = models.CharField(_("机关全称"), max_length=100)

    panels = [FieldPanel("name")]

    def __str__(self) -> str:
        return self.name


class PolicyBasis(Orderable):
    """A document cited as basis; shown as a link where it is published here or by the umbrella."""

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="bases")
    title = models.CharField(_("名称"), max_length=200)
    number = models.CharField(_("文号"), max_length=40, blank=True)

    panels = [FieldRowPanel([FieldPanel("title"), FieldPanel("number")])]

    def __str__(self) -> str:
        return self.title


class PolicyRelation(Orderable):
    class Kind(models.TextChoices):
        AMENDS = "amends", _("修改")
        REPEALS = "repeals", _("废止")
        REPLACES = "replaces", _("替代")

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(_("关系"), max_length=10, choices=Kind)
    target = models.ForeignKey(PolicyPage, models.CASCADE, related_name="related_by", verbose_name=_("文件"))

    panels = [FieldRowPanel([FieldPanel("kind"), PageChooserPanel("target", "home.PolicyPage")])]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.target_id}"
