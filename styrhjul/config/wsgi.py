"""What the web server calls."""

from __future__ import annotations

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from styrhjul.config.lifeline import end_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "styrhjul.config.settings")

end_with_parent()
application = get_wsgi_application()
# What is there when every address is known stays as long as the process. The collector would otherwise go through it
# all again and again, a tenth of a second in the middle of somebody's page.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
