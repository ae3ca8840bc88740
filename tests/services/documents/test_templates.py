import io

import pytest
from docx import Document

from services.documents import offered
from services.documents.actions.issue import issue
from services.documents.actions.revert_template import revert_template
from services.documents.actions.upload_template import upload_template
from services.documents.errors import PaperError, TemplateRefusedError
from services.documents.fill import fill
from services.documents.intake import LARGEST
from services.documents.models import DocumentTemplate
from services.documents.queries import pdf_of, template_of
from services.documents.word import template as build
from tenants.models import JournalEntry
from tenants.scope import in_tenant
from tests.services.documents.samples import issue_arguments, text_of
from tests.services.documents.word_files import changed, shipped_file, written

KIND = "mediation_agreement"


def upload(content, kind=KIND, actor=None):
    return upload_template(kind, content=content, file_name="本所协议书.docx", actor=actor)


def refused(content, kind=KIND):
    with pytest.raises(TemplateRefusedError) as refusal:
        upload(content, kind)
    assert DocumentTemplate.objects.count() == 0
    return refusal.value.faults


def test_the_office_changes_the_shipped_file_and_hands_it_in(inside_a, person):
    own = changed(shipped_file(), replace=("word/document.xml", "人民调解协议书", "柳湾镇调解协议"))
    row = upload(own, actor=person("jia-county_admin"))
    assert {"案号", "人.基本情况", "协议内容", "席.签"} <= set(row.placeholders)
    said = text_of(pdf_of(issue(KIND, **issue_arguments())))
    assert said.startswith("柳湾镇调解协议") and "陆明川支付沈秋禾墙面修补费800元" in said
    assert JournalEntry.objects.get(verb="template_uploaded").data == {"file": "本所协议书.docx"}


def test_the_newest_counts_and_reverting_brings_back_the_shipped_one(inside_a, person):
    upload(written("第一版 {{ 案号 }}"))
    second = upload(written("第二版 {{ 案号 }}"))
    assert [row.pk for row in DocumentTemplate.objects.filter(active=True)] == [second.pk]
    assert template_of(KIND).own == second
    revert_template(KIND, actor=person("jia-county_admin"))
    assert template_of(KIND).own is None
    assert template_of(KIND).content == shipped_file()
    assert DocumentTemplate.objects.count() == 2
    with pytest.raises(PaperError):
        revert_template(KIND, actor=None)


def test_another_county_keeps_the_shipped_form(inside_a, county_b):
    upload(written("甲县的 {{ 案号 }}"))
    with in_tenant(county_b):
        assert template_of(KIND).own is None


def test_unknown_placeholders_are_named(inside_a):
    faults = refused(written("{{ 案号 }} {{ 当事人地址 }} {{ field.no_such_field }}", "{{ 案号.长度 }}"))
    assert faults == [
        f"没有“{name}”这个占位符" for name in ("当事人地址", "field.no_such_field", "案号.长度")
    ]


def test_header_and_loops_are_read_too(inside_a):
    assert refused(written("x", header="{{ 抬头 }}")) == ["没有“抬头”这个占位符"]
    assert refused(written("{% for 人 in 申请人 %}{{ 人.生肖 }}{% endfor %}")) == ["没有“人.生肖”这个占位符"]
    assert refused(written("{% for 人 in 路人 %}{{ 人.姓名 }}{% endfor %}")) == ["没有“路人”这个占位符"]


def test_fields_that_other_apps_know_are_known(inside_a, monkeypatch):
    monkeypatch.setattr(offered, "_fields", [lambda: ["own_field", "items"]])
    row = upload(written("{{ field.own_field }} {% for 行 in field.items %}{{ 行.what }}{% endfor %}"))
    assert row.placeholders == ["field.items", "field.own_field", "行.what"]
    told = {"field": {"own_field": "甲", "items": [{"what": "乙"}, {"what": "丙"}]}}
    assert "甲乙丙" in text_of(pdf_of(issue(KIND, **issue_arguments(context=told))))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{% for 人 in 当事人 %}{{ 人.姓名 }}", "没有结束"),
        ("{{ 案号 号 }}", "只能写占位符的名称）".rstrip("）")),
        ("{% include 'x' %}", "不能有“Include”"),
        ("{% load x %}", "只能用 for、endfor、if、else、endif"),
        ("{{ 案号", "大括号没有结束：{{ 案号"),
    ],
)
def test_syntax_errors_are_told_in_words(inside_a, text, said):
    assert any(said in fault for fault in refused(written(text))), refused(written(text))


@pytest.mark.parametrize(
    "text",
    [
        "{{ 案号.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ field.__init__.__globals__ }}",
        "{{ 案号|attr('x') }}",
        "{{ 案号.upper() }}",
        "{{ [1]*999999999 }}",
        "{{ 10**10000000 }}",
        "{% for 甲 in range(99999) %}x{% endfor %}",
        "{% set x = 1 %}",
        "{% macro m() %}x{% endmacro %}",
        "{% for 甲 in 当事人 %}{% for 乙 in 当事人 %}{% for 丙 in 当事人 %}{% for 丁 in 当事人 %}x{% endfor %}{% endfor %}{% endfor %}{% endfor %}",
        "{{ self }}",
        "{{ request.user }}",
        "{{ 案号['x'] }}",
    ],
)
def test_a_template_can_only_print_what_it_is_given(inside_a, text):
    assert refused(written(text)) != []


def test_the_sandbox_holds_by_itself(inside_a):
    """Even a template that never passed the check reaches nothing."""
    filled = Document(io.BytesIO(fill(written("A{{ field.__class__ }}B{{ 人.__init__ }}C"), {})))
    assert filled.paragraphs[0].text == "ABC"


_RELS = "word/_rels/document.xml.rels"
_LINK = '<Relationship Id="r9" Type="http://x/hyperlink" Target="http://example.org/" TargetMode="External"/></Relationships>'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@pytest.mark.parametrize(
    ("hostile", "said"),
    [
        (lambda: b"not a word file", "不是Word文件"),
        (lambda: b"PK\x03\x04" + bytes(200), "不是Word文件"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "不是Word文件"),
        (lambda: bytes(LARGEST + 1), "超过5MB"),
        (lambda: changed(shipped_file(), parts={"word/media/a.bin": bytes(40 * 1024 * 1024)}), "内部过大"),
        (lambda: changed(shipped_file(), parts={"word/extra.xml": b"<a>" + bytes(4 * 1024 * 1024)}), "内部过大"),
        (lambda: changed(shipped_file(), parts={f"word/media/{n}.png": b"" for n in range(400)}), "过于复杂"),
        (lambda: changed(shipped_file(), parts={"../evil.xml": b"<a/>"}), "路径不正常"),
        (lambda: changed(shipped_file(), parts={"word/vbaProject.bin": b"x"}), "宏"),
        (lambda: changed(shipped_file(), replace=("[Content_Types].xml", "document.main+xml", "document.macroEnabled.main+xml")), "宏"),
        (lambda: changed(shipped_file(), parts={"word/embeddings/a.bin": b"x"}), "嵌入"),
        (lambda: changed(shipped_file(), replace=(_RELS, "</Relationships>", _LINK)), "链接到外部"),
        (lambda: changed(shipped_file(), parts={"word/document.xml": b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'}), "实体声明"),
        (lambda: changed(shipped_file(), parts={"docProps/core.xml": (_HEAD + "<a>{{ 7*7 }}</a>").encode()}), "文件属性里有占位符"),
        (lambda: changed(shipped_file(), parts={"word/document.xml": (_HEAD + "<a/>").encode("utf-16")}), "编码"),
        (lambda: changed(shipped_file(), parts={"word/document.xml": b"<a><b></a>"}), "已损坏"),
        (lambda: changed(shipped_file(), replace=("word/document.xml", "<w:body>", "<w:body><w:p><w:ins w:id='1'><w:r><w:t>x</w:t></w:r></w:ins></w:p>")), "修订"),
        (lambda: changed(shipped_file(), replace=("word/document.xml", "<w:body>", "<w:body><w:txbxContent><w:p/></w:txbxContent>")), "文本框"),
        (lambda: written("{{" * 400_000), "占位符太多"),
        (lambda: written("{{ 案号 }}" * 2000), "占位符太多"),
    ],
)  # fmt: skip
def test_hostile_files_are_refused(inside_a, hostile, said):
    faults = refused(hostile())
    assert any(said in fault for fault in faults), faults


def test_a_broken_table_is_refused_and_not_a_crash(inside_a):
    table = "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:tc><w:tcPr><w:gridSpan w:val='999999999'/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>"
    faults = refused(changed(written("x"), replace=("word/document.xml", "<w:body>", f"<w:body>{table}")))
    assert any("试填没有成功" in fault for fault in faults)


def test_a_kind_that_does_not_exist_has_no_template(inside_a):
    assert refused(shipped_file(), kind="nothing") == ["没有这种文书"]


def test_the_shipped_files_are_the_same_on_every_machine():
    form = offered.shipped()[KIND]
    assert build.__wrapped__(form) == build.__wrapped__(form)
