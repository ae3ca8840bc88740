"""Every amount of the documents with its clause; what no document writes is open."""

import pytest

from services.calendar import periods
from services.procedures.library import shipped
from services.subsidies import rates

HUNAN, YUNNAN = "430121", "530102"


def told(division: str) -> dict[str, tuple]:
    return {
        one.code: (
            one.scheme,
            one.least,
            one.most,
            one.per,
            [f"{b.document_number} {b.clause}" for b in one.bases],
        )
        for one in rates.offers(shipped()["SUBSIDY_CLAIM"], division)
    }


PLAN = "《云南省人民调解参与信访问题化解工作三年行动方案》"
ARBITRATION = "卫司发〔2020〕4号 第十八条(一)"


@pytest.mark.parametrize("division", [HUNAN, YUNNAN])
def test_amounts_of_arbitrators_with_their_clauses(division: str) -> None:
    found = {code: said for code, said in told(division).items() if code.startswith("arb")}
    assert found == {
        "arb_pay_simple": ("arbitration", 500, 500, "case", [f"{ARBITRATION}1"]),
        "arb_pay_heard": ("arbitration", 800, 800, "case", [f"{ARBITRATION}2"]),
        "arb_pay_major": ("arbitration", 1000, 1000, "case", [f"{ARBITRATION}3"]),
    }


def test_petition_amounts_are_those_of_yunnan_only() -> None:
    there = {code: said for code, said in told(YUNNAN).items() if code.startswith("petition")}
    assert there == {
        "petition_general_pay": ("petition", 3000, 5000, "case", [f"{PLAN} 六(四)1"]),
        "petition_major_pay": ("petition", 10000, 30000, "case", [f"{PLAN} 六(四)1"]),
        "petition_duty_pay": ("petition_duty", 200, 200, "day", [f"{PLAN} 六(四)5"]),
    }
    here = [one for one in rates.offers(shipped()["SUBSIDY_CLAIM"], HUNAN) if one.code.startswith("petition")]
    assert [(one.least, one.elsewhere) for one in here] == [(None, "云南省")] * 3


def test_open_schemes_have_a_clause_and_no_amount() -> None:
    found = {
        code: said[1:]
        for code, said in told(HUNAN).items()
        if code in ("mediation", "lawyer_duty", "legal_aid")
    }
    assert found == {
        "mediation": (None, None, "", ["卫司发〔2017〕78号 六·评查"]),
        "lawyer_duty": (None, None, "", ["卫司发〔2017〕36号 A1第六条"]),
        "legal_aid": (None, None, "", ["《公共法律服务体系建设年等三个专项行动实施方案》 C三(二)"]),
    }


def test_rhythms_are_those_of_the_documents() -> None:
    declared = shipped()["SUBSIDY_CLAIM"]
    said = {
        scheme: rates.cycle(declared, scheme)[0] for scheme in ("arbitration", "lawyer_duty", "mediation")
    }
    assert said == {"arbitration": "month", "lawyer_duty": "month", "mediation": "quarter"}
    assert rates.cycle(declared, "legal_aid") == ("month", ())


def test_periods() -> None:
    half = periods.read("2026-H1")
    assert half is not None
    assert (half.first.isoformat(), half.last.isoformat(), str(half)) == (
        "2026-01-01",
        "2026-06-30",
        "2026年上半年",
    )
    assert [one.code for one in periods.recent(half.first, "quarter", 3)] == ["2026-Q1", "2025-Q4", "2025-Q3"]
    assert [periods.read(code) for code in ("2026-13", "2026-Q5", "x", "0000-01")] == [None] * 4
