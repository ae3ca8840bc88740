"""Tables whose rows are the same for every tenant. What is neither owned nor declared here is nobody's."""

from django.db.models import Model

SHARED: set[type[Model]] = set()


def share(model: type[Model]) -> type[Model]:
    """Usable as a decorator of the model."""
    SHARED.add(model)
    return model
