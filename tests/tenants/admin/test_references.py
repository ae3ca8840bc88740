from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page
from wagtail.rich_text import RichText

from tenants.admin.references import links, named_rows
from tenants.models import User


def test_links_of_every_kind_are_found():
    html = '<p>x<a linktype="page" id="3">a</a><a href="/x" id="4">b</a><A ID=5 LINKTYPE=document>c</A></p><embed embedtype="image" id="6"/>'
    assert links(html) == [(Page, "3"), (Document, "5"), (Image, "6")]


def test_plain_text_names_nothing():
    assert [links("援助 <b>3</b>"), links("linktype 是什么")] == [[], []]


def test_rows_are_found_however_deep():
    value = [{"a": RichText('<a linktype="page" id="3">x</a>'), "b": [User(pk=7), 5, None]}, ("text", User())]
    assert list(named_rows(value)) == [(Page, "3"), (User, 7)]
