"""What stands at the foot of every page of a paper. Printed in Chinese, whatever the clerk's language."""

from dataclasses import dataclass

from services.documents.models import Paper
from tenants.models import Tenant


@dataclass(frozen=True)
class Foot:
    """`address`: where the paper is checked; a trial has none."""

    lines: tuple[str, ...]
    address: str = ""


# A trial is nobody's paper, and says so.
TRIAL = Foot(("样张：人名、事实均为虚构，不是正式文书",))


def foot_of(paper: Paper, tenant: Tenant) -> Foot:
    lines = [
        f"文书编号 {paper.number}　核验码 {paper.shown_code}",
        f"扫二维码，或在 {tenant.root_url}/verify/ 输入核验码，可以核对真伪",
    ]
    if paper.head:
        lines.append(f"登记链头 {paper.head}")
    return Foot(tuple(lines), f"{tenant.root_url}{paper.get_absolute_url()}")
