"""The test page is the same for all of a county, costs nothing the second time, and its echo is small and short."""

import asyncio
import base64
import hashlib
import hmac
import json

import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from django.db import connections
from django.utils import timezone

from home.models import TenantSettings
from services.mediation import echo
from tests.sockets import Socket

PATH = "/mediation/test/"
LINE = "/ws/mediation/test/"
STEPS = ["browser", "camera", "microphone", "speaker", "connection", "end"]


def office(tenant, phone: str) -> None:
    TenantSettings.objects.update_or_create(site=tenant.site, defaults={"phone": phone})


@pytest.mark.django_db
class TestPage:
    def test_each_county_names_its_own_telephone(self, browse, county_a, county_b, umbrella):
        phones = {county_a: "0199-555-0181", county_b: "0199-555-0182", umbrella: "0199-555-0183"}
        for tenant, phone in phones.items():
            office(tenant, phone)
        for tenant, own in phones.items():
            answer = browse(tenant).get(PATH)
            page = answer.content.decode()
            assert answer.status_code == 200
            assert [phone for phone in phones.values() if phone in page] == [own]

    def test_it_has_its_steps_in_order_and_words_for_whoever_has_no_script(self, browse, county_a):
        page = browse(county_a).get(PATH).content.decode()
        assert [part.split('"')[0] for part in page.split('data-step="')[1:]] == STEPS
        plain = page.split("data-plain>")[1].split("<ol")[0]
        assert "视频调解要用" in plain
        assert '<ol class="check__steps bare" data-steps hidden>' in page

    def test_the_words_of_each_problem_stand_in_the_page_once(self, browse, county_a):
        page = browse(county_a).get(PATH).content.decode()
        said = sorted(part.split('"')[0] for part in page.split('data-problem="')[1:])
        devices = [
            f"{device} {what}"
            for device in ("audio", "video")
            for what in ("busy", "none", "other", "refused")
        ]
        assert said == sorted([*devices, "insecure", "inside-chat", "no-browser"])

    def test_the_second_visitor_costs_no_query(self, browse, county_a, django_assert_num_queries):
        browse(county_a).get(PATH)
        with django_assert_num_queries(0):
            answer = browse(county_a).get(PATH)
        assert answer.headers["X-Page-Cache"] == "hit"

    def test_the_first_visitor_costs_the_frame_alone(self, browse, county_a, django_assert_max_num_queries):
        with django_assert_max_num_queries(FRAME):
            browse(county_a).get(PATH)

    def test_nothing_is_sent_to_it(self, browse, county_a):
        assert browse(county_a).post(PATH).status_code == 405

    def test_it_names_no_relay(self, browse, county_a, settings):
        """It is kept for an hour, and a key to the TURN server must not be."""
        settings.TURN_URL, settings.TURN_SECRET = ["turn:relay.example:3478"], "geheim"
        page = browse(county_a).get(PATH).content.decode()
        assert "relay.example" not in page


FRAME = 4


@pytest_asyncio.fixture
async def line(county_a):
    socket = Socket("jia.localhost", LINE)
    assert await socket.opens()
    assert await socket.hears() == {"v": 1, "event": "hello", "ice": []}
    yield socket
    await sync_to_async(connections.close_all)()


async def answered(socket, text):
    await socket.says(text)
    return await socket.hears()


def ping(number=0, **other):
    return json.dumps({"v": 1, "verb": "ping", "n": number, **other})


@pytest.mark.django_db(transaction=True)
@pytest.mark.asyncio
class TestEcho:
    async def test_a_ping_comes_back_with_its_number(self, line):
        assert await answered(line, ping(3)) == {"v": 1, "event": "pong", "n": 3}
        await line.leaves()

    async def test_bytes_are_counted(self, line):
        await line.send_input({"type": "websocket.receive", "bytes": b"x" * 8192})
        assert await line.hears() == {"v": 1, "event": "got", "bytes": 8192}
        await line.leaves()

    @pytest.mark.parametrize(
        "said",
        [
            "", "[]", "1", "null", "{", "[" * 60, ping(3, more=1), ping("3"), ping(1.5), ping(True),
            json.dumps({"v": 2, "verb": "ping", "n": 1}), json.dumps({"v": 1, "verb": "say", "n": 1}),
            ping(10**60), json.dumps({"v": 1, "verb": ["ping"], "n": 1}),
        ],
    )  # fmt: skip
    async def test_anything_else_ends_it(self, line, said):
        assert (await answered(line, said))["code"] == echo.NONSENSE
        await line.leaves()

    async def test_too_many_pings_end_it(self, line):
        heard = [await answered(line, ping(n)) for n in range(echo.MOST_PINGS + 1)]
        assert [one.get("n") for one in heard[:-1]] == list(range(echo.MOST_PINGS))
        assert heard[-1]["code"] == echo.NONSENSE
        await line.leaves()

    async def test_too_large_a_piece_ends_it(self, line):
        await line.send_input({"type": "websocket.receive", "bytes": b"x" * (echo.LONGEST_PIECE + 1)})
        assert (await line.hears())["code"] == echo.NONSENSE
        await line.leaves()

    async def test_too_many_pieces_end_it(self, line):
        pieces = echo.MOST_BYTES // echo.LONGEST_PIECE
        for _ in range(pieces + 1):
            await line.send_input({"type": "websocket.receive", "bytes": b"x" * echo.LONGEST_PIECE})
        heard = [await line.hears() for _ in range(pieces + 1)]
        assert [one["event"] for one in heard[:-1]] == ["got"] * pieces
        assert heard[-1]["code"] == echo.NONSENSE
        await line.leaves()

    async def test_it_ends_by_itself(self, county_a, monkeypatch):
        monkeypatch.setattr(echo, "SECONDS", 0.05)
        socket = Socket("jia.localhost", LINE)
        assert await socket.opens()
        await socket.hears()
        assert (await socket.hears())["code"] == echo.OVER
        await socket.leaves()
        await sync_to_async(connections.close_all)()

    @pytest.mark.parametrize(
        ("host", "origin"),
        [
            ("jia.localhost", "http://yi.localhost"),
            ("jia.localhost", "http://evil.example"),
            ("nobody.localhost", None),
        ],
    )
    async def test_other_pages_and_unknown_hosts_are_refused(self, county_a, host, origin):
        assert not await Socket(host, LINE, origin=origin).opens()
        await sync_to_async(connections.close_all)()

    async def test_one_visitor_opens_few_lines_a_minute(self, county_a, settings):
        settings.THROTTLES = {"mediation-echo": 2}
        sockets = [Socket("jia.localhost", LINE) for _ in range(3)]
        assert [await one.opens() for one in sockets] == [True, True, False]
        await asyncio.gather(*(one.leaves() for one in sockets[:2]))
        await sync_to_async(connections.close_all)()

    async def test_a_key_to_the_relay_is_good_for_a_minute(self, county_a, settings):
        settings.TURN_URL, settings.TURN_SECRET = ["turn:relay.example:3478"], "geheim"
        socket = Socket("jia.localhost", LINE)
        assert await socket.opens()
        relay = (await socket.hears())["ice"][-1]
        ends, _, holder = relay["username"].partition(":")
        signed = base64.b64encode(hmac.digest(b"geheim", relay["username"].encode(), hashlib.sha1)).decode()
        assert relay["urls"] == ["turn:relay.example:3478"]
        assert (holder, relay["credential"]) == (f"{county_a.pk}-test", signed)
        assert 50 < int(ends) - timezone.now().timestamp() <= 60
        await socket.leaves()
        await sync_to_async(connections.close_all)()
