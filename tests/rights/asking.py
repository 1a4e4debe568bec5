"""How an address answers a role, and how the table says that it should."""

from django.conf import settings
from django.db import transaction
from django.test import Client

REFUSED = {401, 403, 404, 405}
FRONT = "/admin/"
SIGN_IN = "/admin/login/?next="


def ask(method, address, cookies):
    """Ask, and take back what that did."""
    client = Client(raise_request_exception=False)
    client.cookies = cookies.copy()
    with transaction.atomic():
        answer = told(client.generic(method, address))
        transaction.set_rollback(True)
    return answer


def told(answer):
    """Return how an address answered: a refusal, a way to sign in, or that it did as asked."""
    if answer.status_code in REFUSED or answer.status_code >= 500:
        return answer.status_code
    # Who signs out and is not signed in is led to the front page.
    led = answer.url if answer.status_code == 302 else ""
    if led.startswith(SIGN_IN) or (
        led == FRONT and settings.SESSION_COOKIE_NAME not in answer.client.cookies
    ):
        return "sign in"
    return "done"


def should_tell(row, role, method, address):
    """Return the answers that the table allows."""
    is_shut = address.startswith("/admin/") and not address.startswith("/admin/r/")
    if is_shut and role == "nobody" and role not in row.sees:
        return {"sign in"} if method in row.by else {"sign in", 405}
    if method not in row.by:
        return {405}
    if method == "OPTIONS" and role in row.by[method]:
        return {"done"}
    if role not in row.sees:
        return {row.unseen}
    return {"done"} if role in row.by[method] else {403}
