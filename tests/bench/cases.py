"""What is asked of the server: by name, the addresses that are asked in turn."""

from urllib.parse import quote

from tests.bench.load import Ask
from tests.bench.report import HELLO
from tests.bench.worlds import World

# A parameter the page cache does not keep: the page is made anew every time.
_ANEW = "?made=anew"
_DEMO_POLICIES = [
    "mediation-measures-2021",
    "mediation-measures-2024",
    "forest-land-boundary-2023",
    "case-subsidy-2025",
    "legal-aid-mountain-2025",
]

QUERIES = {
    "one character": "调",
    "two characters": "调解",
    "a common word": "法律援助",
    "a deadline": "二十日内完成",
    "two words": "法律援助 当日指派",
    "three words": "司法确认 三十日 回访",
    "a long sentence": "情况复杂、涉及人数较多的应当邀请专家参加",
    "no such words": "量子纠缠飞船",
}


def _host(world: World, port: int, tenant: str) -> str:
    return f"{tenant}.localhost:{port}" if tenant else f"localhost:{port}"


def _policies(world: World) -> list[str]:
    names = (
        _DEMO_POLICIES
        if world.name == "demo"
        else [f"p{place}" for place in range(1, min(world.policies // world.counties, 60) + 1)]
    )
    return [f"/policies/{name}/" for name in names]


def hello(world: World, port: int) -> dict[str, list[Ask]]:
    county = _host(world, port, world.county)
    return {
        HELLO: [Ask(county, "/bench/hello/")],
        "hello, through the middleware": [Ask(county, "/api/bench/hello/")],
    }


def pages(world: World, port: int) -> dict[str, list[Ask]]:
    county, umbrella = _host(world, port, world.county), _host(world, port, world.umbrella)
    policies = _policies(world)
    return hello(world, port) | {
        "policy page, cached": [Ask(county, path) for path in policies],
        "policy page, made anew": [Ask(county, path + _ANEW) for path in policies],
        "county home, cached": [Ask(county, "/")],
        "county home, made anew": [Ask(county, "/" + _ANEW)],
        "policy index, cached": [Ask(county, "/policies/")],
        "policy index, made anew": [Ask(county, "/policies/" + _ANEW)],
        "umbrella home, cached": [Ask(umbrella, "/")],
        "umbrella home, made anew": [Ask(umbrella, "/" + _ANEW)],
    }


def search(world: World, port: int) -> dict[str, list[Ask]]:
    county, umbrella = _host(world, port, world.county), _host(world, port, world.umbrella)
    everything = list(QUERIES.values())
    return (
        hello(world, port)
        | {
            f"umbrella, JSON: {name}": [Ask(umbrella, f"/api/v1/search/?q={quote(text)}")]
            for name, text in QUERIES.items()
        }
        | {
            "umbrella, JSON: policies in force": [
                Ask(umbrella, f"/api/v1/search/?q={quote('调解')}&kind=policy&validity=valid")
            ],
            "umbrella, JSON: all of these": [
                Ask(umbrella, f"/api/v1/search/?q={quote(text)}") for text in everything
            ],
            "umbrella, page: all of these": [
                Ask(umbrella, f"/search/?q={quote(text)}") for text in everything
            ],
            "county, JSON: all of these": [
                Ask(county, f"/api/v1/search/?q={quote(text)}") for text in everything
            ],
            "county, page: all of these": [Ask(county, f"/search/?q={quote(text)}") for text in everything],
        }
    )
