"""What the web server calls."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from styrhjul.config.lifeline import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrhjul.config.settings")

end_with_parent()
application = get_wsgi_application()
