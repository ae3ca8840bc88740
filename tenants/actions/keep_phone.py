from tenants.models import User


def keep_phone(user: User, *, phone: str, verified: bool, by_code_alone: bool = False) -> User:
    """Stores a phone, or that it was verified.

    `by_code_alone`: nobody showed the password in this session. If the number was never verified before, whoever
    set that password may not be the one who holds the phone: it is dropped, and with it their open sessions.
    """
    first_proof = verified and not user.phone_verified
    user.phone, user.phone_verified = phone, verified
    if first_proof and by_code_alone and user.has_usable_password():
        user.set_unusable_password()
    user.save(update_fields=["phone", "phone_verified", "password"])
    return user
