"""The municipality's own look on every page: where its accent and its logo lie."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

from styrhjul.base.organisation.models import Look
from styrhjul.base.organisation.queries import accent

HIGH: Final = 28


@dataclass(frozen=True)
class LogoShown:
    """Where the logo lies, and how large it stands in the header."""

    href: str
    width: int
    height: int


def logo_of(look: Look | None) -> LogoShown | None:
    """Return the logo of a look as the header shows it; the address changes with the picture."""
    if look is None or look.logo is None:
        return None
    logo = look.logo
    width = max(1, round(HIGH * logo.width / logo.height))
    return LogoShown(f"{reverse('logo')}?v={logo_version(look)}", width, HIGH)


def logo_version(look: Look | None) -> str:
    """Return what tells one logo from another; nothing without a logo."""
    return look.logo.digest[:16] if look and look.logo else ""


def theme_of(look: Look | None) -> str:
    """Return where the accent lies as a style sheet; nothing where it is our own."""
    return f"{reverse('theme')}?v={theme_version()}" if look and look.accent else ""


def theme_version() -> str:
    """Return what tells one theme from another."""
    return accent().lstrip("#")
