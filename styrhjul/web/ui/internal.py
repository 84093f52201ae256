"""Pages for those who hold a role in the municipality."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from styrhjul.base.common.faults import Fault
from styrhjul.base.common.models import User
from styrhjul.base.common.permit import Refused
from styrhjul.base.organisation.permissions import is_appointed
from styrhjul.web.ui.pages import Page


class Internal(Page):
    """Mixed into a page: to whoever holds no role, the page is not there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer those inside."""
        if not request.user.is_authenticated or not is_appointed(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @property
    def person(self) -> User:
        """Return who asks; inside nobody is anonymous."""
        return cast("User", self.request.user)


@contextmanager
def beside_the_field(field: str | None = None) -> Iterator[None]:
    """Turn what the state of things refuses into a fault of the form: the person may, only not like this."""
    try:
        yield
    except Refused as refusal:
        raise Fault(refusal.ground, field=field) from refusal
