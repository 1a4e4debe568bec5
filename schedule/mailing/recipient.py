"""To whom a mail goes."""

from schedule.models import Mail

RELATED = ("subscriber", "subscription__subscriber", "sign_up", "account")
"""What to select together with mails whose addresses are asked for."""


def address_of(mail: Mail) -> str:
    """Return the address that a mail goes to; empty where it has none any more."""
    if mail.account is not None:
        return mail.account.email
    subscriber = mail.subscriber or (mail.subscription.subscriber if mail.subscription else None)
    owner = subscriber or mail.sign_up
    return owner.address if owner else ""
