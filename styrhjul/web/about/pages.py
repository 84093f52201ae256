"""What the service says of itself: accessibility and personal data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from styrhjul.base.organisation.queries import municipality
from styrhjul.web.about.statement import Conformance, automatic_test, conformance, statement
from styrhjul.web.ui.formats import NO_BREAK

MEETS: Final[dict[Conformance, tuple[Promise, Promise]]] = {
    Conformance.FULL: (
        gettext_lazy("fully compatible"),
        gettext_lazy("The service is fully compatible with the law: we know of nothing that is missing."),
    ),
    Conformance.PARTIAL: (
        gettext_lazy("partly compatible"),
        gettext_lazy("The service is partly compatible with the law. What is missing is listed below."),
    ),
    Conformance.NONE: (
        gettext_lazy("not compatible"),
        gettext_lazy("The service is not compatible with the law. What is missing is listed below."),
    ),
}
TESTED: Final[dict[str, Promise]] = {
    "own": gettext_lazy(
        "Those who make the service have assessed it themselves, by tests that are run at every change."
    ),
    "others": gettext_lazy("Somebody who does not make the service has assessed it."),
}


@dataclass(frozen=True)
class Contact:
    """Where one tells of an obstacle."""

    mail: str
    phone: str

    @property
    def dialled(self) -> str:
        """Return the number as a telephone dials it."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")


@login_not_required
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show how accessible the service is, what is known to be missing, and where to complain."""
    top, known, test = municipality(), statement(), automatic_test()
    word, sentence = MEETS[conformance(known, test)]
    context = {
        "responsible": top.name if top else "Styrhjulet",
        "address": request.get_host(),
        "known": known,
        "test": test,
        "widths": _(" and ").join(f"{width}{NO_BREAK}px" for width in test.widths),
        "conformance_word": word,
        "conformance_sentence": sentence,
        "method_sentence": TESTED[known.method],
        "contact": Contact(settings.CONTACT_MAIL, settings.CONTACT_PHONE),
    }
    return render(request, "about/accessibility.html", context)


@login_not_required
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Show which personal data the service keeps, and why."""
    return render(request, "about/privacy.html")
