"""Tells the papers which kinds the county's procedures make and which fields their templates may name."""

from collections.abc import Iterable, Mapping

from services.cases.queries.procedures import all_in_force
from services.documents import offered
from services.procedures.spec import Procedure
from tenants.scope import current_tenant


def _procedures() -> Iterable[Procedure]:
    tenant = current_tenant()
    return all_in_force(tenant).values() if tenant is not None else ()


def kinds() -> Mapping[str, str]:
    return {
        code: document.name
        for procedure in _procedures()
        for code, document in procedure.documents.items()
        if not document.uploaded
    }


def fields() -> Iterable[str]:
    return {code for procedure in _procedures() for code in procedure.fields}


offered.register(kinds=kinds, fields=fields)
