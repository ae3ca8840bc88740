"""Policies for tests: made as an editor's would be, through the page tree."""

import json
from datetime import date
from typing import Any

from home.models import PolicyIndexPage, PolicyIssuer, PolicyPage
from tenants.models import Tenant

TEXT = (
    "<p>第一条 为了方便群众，制定本办法。</p><p>第二条 调解不收取任何费用。</p>"
    "<p>第三条 有下列情形之一的，可以申请：</p><p>（一）邻里纠纷；</p><p>（二）土地纠纷。</p>"
)


def body(text: str = TEXT, **signature: Any) -> str:
    blocks = [
        {"type": "part", "value": {"kind": "instrument", "label": "", "title": ""}},
        {"type": "text", "value": text},
    ]
    if signature:
        blocks.append({"type": "signature", "value": signature})
    return json.dumps(blocks)


def make_policy(tenant: Tenant, title: str, *, publish: bool = True, **fields: Any) -> PolicyPage:
    index = PolicyIndexPage.objects.child_of(tenant.root_page).get()
    facts = {"disclosure": "active", "issued_on": date(2024, 3, 1), "body": body()} | fields
    page = PolicyPage(title=title, live=False, **facts)
    page.issuers = [PolicyIssuer(name=f"{tenant.name}司法局")]
    index.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
    return PolicyPage.objects.get(pk=page.pk)
