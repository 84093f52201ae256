"""`styrhjul begin`: lets the first administrator into a new installation, by a start code or by name."""

from __future__ import annotations

import argparse
import secrets
import sys
from collections.abc import Sequence

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.management import call_command

django.setup()

from styrhjul.base.common.faults import Fault  # noqa: E402  (models need Django set up)
from styrhjul.base.organisation.actions import make_start_code  # noqa: E402
from styrhjul.base.organisation.queries import has_begun  # noqa: E402
from styrhjul.engine.packs import loader  # noqa: E402
from styrhjul.engine.packs.faults import PackError  # noqa: E402
from styrhjul.wheel.flows.beginning import First, begin  # noqa: E402

BY_NAME = ("municipality", "name", "email")


def main(arguments: Sequence[str]) -> int:
    """Print a start code for the browser; with a name and an address begin here instead. 1 when neither can be."""
    parser = argparse.ArgumentParser(
        prog="styrhjul begin",
        description="Begin a new installation: without options print a start code, and go on in the browser.",
    )
    parser.add_argument("--municipality", help="its name, such as “Exempelby kommun”")
    parser.add_argument("--area", default="", help="its four-digit number in the national statistics")
    parser.add_argument("--name", help="the first administrator's name")
    parser.add_argument("--email", help="the address that the administrator logs in with")
    parser.add_argument("--pack", default="common", help="the steering model to begin with")
    given = parser.parse_args(arguments)
    if settings.DEMO:
        raise ImproperlyConfigured("STYRHJUL_DEMO is on: the demonstration begins with `styrhjul demo`.")
    named = [name for name in BY_NAME if getattr(given, name)]
    if named and len(named) < len(BY_NAME):
        parser.error("give --municipality, --name and --email together, or none of them")
    call_command("migrate", interactive=False, verbosity=0)
    try:
        sys.stdout.write(_begun(given) if named else f"Start code: {make_start_code()}\n{WHERE}")
    except (Fault, PackError, ValidationError) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


WHERE = "It works once, within a day. Start the system, open its address and type the code there.\n"


def _begun(given: argparse.Namespace) -> str:
    password = secrets.token_urlsafe(12)
    first = First(given.municipality, given.area, given.name, given.email, password)
    begin(pack=loader.load(given.pack), first=first)
    return f"Begun. Log in as {given.email} with {password} and change the password at once.\n"


def start_code() -> str:
    """Return a new start code for an installation that nobody can log in to; nothing for any other."""
    return "" if has_begun() else make_start_code()
