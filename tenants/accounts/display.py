from tenants.models import User
from tenants.phones import masked


def shown(user: User) -> str:
    """How a person is addressed: a citizen's username is made up and tells them nothing."""
    return user.name or (masked(user.phone) if user.phone else user.username)
