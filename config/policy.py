"""What a page may load, said in the same bytes by every process."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class PolicyMiddleware(CSPMiddleware):
    """Say the directives of the Content Security Policy in one order.

    django-csp takes them out of a set, in another order in each process, so that one page would
    have as many headers as there are workers. The order has no meaning (CSP Level 3, section 2.2).
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Set the header."""
        response = super().process_response(request, response)
        if policy := response.headers.get(HEADER):
            response.headers[HEADER] = "; ".join(sorted(policy.split("; ")))
        return response
