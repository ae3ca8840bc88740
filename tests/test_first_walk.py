"""The thinnest path through all storeys: a host, its tenant, its page."""


def test_each_county_answers_on_its_own_host(umbrella, county_a, county_b, browse):
    for tenant in (umbrella, county_a, county_b):
        page = browse(tenant).get("/")
        assert page.status_code == 200
        assert tenant.name in page.content.decode()
    assert county_b.name not in browse(county_a).get("/").content.decode()


def test_an_unknown_host_is_nobodys(county_a):
    from django.test import Client

    assert Client(HTTP_HOST="evil.example").get("/").status_code == 404
