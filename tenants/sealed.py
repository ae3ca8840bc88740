"""Fields whose content is sealed in the database and plain in the program. To find by one, keep a fingerprint."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from tenants.cipher import seal, unseal


class SealedTextField(models.TextField):
    def get_prep_value(self, value: Any) -> Any:
        said = super().get_prep_value(value)
        return seal(said) if said else said

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return unseal(value) if value else value


class SealedJSONField(models.TextField):
    """Any plain data. Dates become text: what is read is what JSON knows."""

    def get_prep_value(self, value: Any) -> Any:
        return None if value is None else seal(json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return json.loads(unseal(value)) if value else value

    def to_python(self, value: Any) -> Any:
        return value
