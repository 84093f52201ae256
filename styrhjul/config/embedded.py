"""The application together with its background work, as one process on one machine."""

from __future__ import annotations

from styrhjul.config.wsgi import application

# Importing the background brings in models, which must wait until `wsgi` has set Django up.
from styrhjul.config.background import Background  # isort: skip

__all__ = ["application"]

Background(alone=True).start()
