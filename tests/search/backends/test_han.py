import pytest
from modelsearch.backends import get_search_backend
from modelsearch.query import Not, Phrase, PlainText
from modelsearch.utils import parse_query_string
from wagtail.models import Page

from tests.search.pages import page_called

HAN = {"default": {"BACKEND": "search.backends.han"}}


@pytest.fixture(autouse=True)
def han(settings, db):
    settings.WAGTAILSEARCH_BACKENDS = HAN
    get_search_backend.cache_clear() if hasattr(get_search_backend, "cache_clear") else None


@pytest.fixture
def pages(county_a):
    backend = get_search_backend()
    made = {
        "aid": page_called("本县司法局为符合条件的公民提供法律援助服务", county_a),
        "mediation": page_called("人民调解工作规定（自2024年起三十日内办结）", county_a),
    }
    backend.add_bulk(Page, [Page.objects.get(pk=page.pk) for page in made.values()])
    return made


def found(words, pages, how="search", **options):
    results = getattr(get_search_backend(), how)(
        words, Page.objects.filter(pk__in=[p.pk for p in pages.values()]), **options
    )
    return {name for name, page in pages.items() if page.pk in {one.pk for one in results}}


@pytest.mark.parametrize("how", ["search", "autocomplete"])
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("援助", {"aid"}),
        ("法律", {"aid"}),
        ("法律援助", {"aid"}),
        ("援", {"aid"}),
        ("調解", {"mediation"}),
        ("人民", {"mediation"}),
        ("30日", {"mediation"}),
        ("2024", {"mediation"}),
        ("人民 规定", {"mediation"}),
        ("规定 援助", set()),
        ("律法", set()),
        ("助法", set()),
        ('法律"援助', {"aid"}),
        ('"', set()),
        ("、。", set()),
        ("' OR 1=1 --", set()),
        ("%s %d \\", set()),
    ],
)
def test_han_words_are_found_anywhere_in_a_sentence(pages, how, words, expected):
    assert found(words, pages, how) == expected


def test_the_last_word_may_be_unfinished_while_typing(pages):
    assert found("202", pages, "autocomplete") == {"mediation"}
    assert found("202", pages) == set()


def test_operators_and_phrases(pages):
    assert found(PlainText("规定 援助", operator="or"), pages) == {"aid", "mediation"}
    assert found(Phrase("法律援助"), pages) == {"aid"}
    assert found(Not(PlainText("援助")), pages) == {"mediation"}
    assert found(PlainText("公民") & PlainText("援助"), pages) == {"aid"}
    assert found(PlainText("公民") & Not(PlainText("援助")), pages) == set()


def test_named_fields(pages):
    assert found("法律援助", pages, fields=["title"]) == {"aid"}


@pytest.mark.parametrize("typed", ['法律 "援助"', '"法律援助"', '"法律援助', '""', '"'])
def test_what_the_admin_makes_of_typed_quotation_marks_never_fails(pages, typed):
    _, query = parse_query_string(typed, operator="and")
    assert found(query, pages) == ({"aid"} if typed.strip('"') else set())
