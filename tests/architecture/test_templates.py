"""A template that nothing names is dead weight."""

import re
from pathlib import Path

from django.apps import apps

from tests.architecture.sources import ROOT, STOREYS, name, python_files, templates


def _short(path: Path) -> str:
    """The name under which a template is loaded."""
    return path.as_posix().partition("/templates/")[2]


def _overrides_a_packages(template: str) -> bool:
    return any(
        (Path(config.path) / "templates" / template).exists()
        for config in apps.get_app_configs()
        if ROOT not in Path(config.path).parents or ".venv" in Path(config.path).parts
    )


def _page_templates() -> set[str]:
    from wagtail.models import get_page_models

    return {model.template for model in get_page_models()}


def test_every_template_is_used():
    sources = "\n".join(path.read_text() for path in [*python_files(*STOREYS), *templates()])
    named = set(re.findall(r"[\w/.-]+\.(?:html|txt|xml|json|svg)", sources)) | _page_templates()
    # Django and allauth find these by their names alone.
    by_name = {"404.html", "500.html", "403.html", "400.html", "429.html"}
    unused = [
        name(path)
        for path in templates()
        if _short(path) not in named | by_name and not _overrides_a_packages(_short(path))
    ]
    assert unused == []
