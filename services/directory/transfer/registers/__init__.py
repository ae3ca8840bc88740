"""The registers that files carry, each declared in a file beside this one. Their order is that of the page."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from django.utils import translation

from services.declarations.table import Declared, Table
from services.directory import models
from services.directory.transfer.register import READS, Column, Register

FOLDER = Path(__file__).parent
MODELS = {
    "organisations": models.Organisation,
    "members": models.OrganisationMember,
    "mediators": models.Mediator,
    "lawyers": models.Lawyer,
    "experts": models.Expert,
    "informants": models.Informant,
    "trainings": models.Training,
    "awards": models.Award,
}


@cache
def registers() -> Mapping[str, Register]:
    """Tables are Chinese, whatever language the page is read in."""
    with translation.override("zh-hans"):
        return {code: load(code, Declared.open(FOLDER / f"{code}.toml")) for code in MODELS}


def register_of(model: type) -> Register:
    return registers()[next(code for code, found in MODELS.items() if found is model)]


def load(code: str, declared: Declared) -> Register:
    """Raises MalformedDeclaration, which names every fault with its line."""
    with declared.table() as root:
        columns = tuple(_column(code, name, table) for name, table in root.named("columns"))
        register = Register(
            code=code,
            name=str(MODELS[code]._meta.verbose_name),
            model=MODELS[code],
            columns=columns,
            keys=tuple(tuple(key.split("+")) for key in root.texts("keys")),
            agree=root.texts("agree"),
            one_of=root.texts("one_of"),
        )
    declared.settle()
    return register


def _column(code: str, name: str, table: Table) -> Column:
    field, _dot, part = name.partition(".")
    about = MODELS[code]._meta.get_field(field)
    with table:
        return Column(
            field=field,
            part=part,
            heading=table.text("heading", str(about.verbose_name)),
            reads=table.choice("reads", READS, "text"),
            aliases=table.texts("aliases"),
            required=table.flag("required"),
            private=table.flag("private"),
            ends=table.flag("ends"),
            after=table.choice("after", _dates(code), ""),
            yes=table.texts("yes"),
            no=table.texts("no"),
            words=dict(table.take("words", dict, {}, "")),
            help=table.text("help", ""),
            example=table.text("example", ""),
            about=about,
        )


def _dates(code: str) -> list[str]:
    fields = MODELS[code]._meta.get_fields()
    return [one.name for one in fields if getattr(one, "get_internal_type", str)() == "DateField"]
