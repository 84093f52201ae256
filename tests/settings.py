"""Settings of the test run: the one settings file, in a folder of its own and with what makes tests strict or fast."""

import os
import tempfile
from datetime import date
from pathlib import Path

for name in [name for name in os.environ if name.startswith("STYRHJUL_")]:
    if name not in {"STYRHJUL_DATABASE_URL", "STYRHJUL_CHROMIUM", "STYRHJUL_TEST_DATA"}:
        del os.environ[name]
os.environ["STYRHJUL_DATA"] = tempfile.mkdtemp(prefix="styrhjul-test-")

from styrhjul.config.settings import *  # noqa: E402, F403  (after the environment is set)
from styrhjul.config.settings import DATA_DIR, DATABASES, TEMPLATES  # noqa: E402

CLOCK_STANDS_ON = date(2023, 11, 20)
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast, and nothing here is secret
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
Path(DATA_DIR, "static").mkdir(parents=True, exist_ok=True)  # whitenoise warns when it is not there
TEMPLATES[0]["OPTIONS"]["debug"] = True  # so that a missing variable can be reported
if "sqlite" in DATABASES["default"]["ENGINE"]:
    # pytest-django knows only Django's own SQLite, and would make up a file for each process.
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}
if "postgresql" in DATABASES["default"]["ENGINE"]:
    del DATABASES["default"]["OPTIONS"]["options"]  # making the test database may take longer than a page may
    DATABASES["default"]["CONN_MAX_AGE"] = 0
