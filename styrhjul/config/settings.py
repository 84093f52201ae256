"""The one settings file; whatever differs from place to place comes from `environment`."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from styrhjul.config import environment

_SURROUNDINGS = environment.read(os.environ)
_HERE = Path(__file__).resolve().parents[1]

PRODUCTION = _SURROUNDINGS.production
DEMO = _SURROUNDINGS.demo
CLOCK_STANDS_ON = _SURROUNDINGS.stands_on

DATA_DIR = _SURROUNDINGS.folder
ARCHIVE_DIR = DATA_DIR / "archive"
STATISTICS_DIR = DATA_DIR / "statistics"
ANCHORS_FILE = DATA_DIR / "anchors.jsonl"

SECRET_KEY = _SURROUNDINGS.secret_key
DEBUG = False
ALLOWED_HOSTS = _SURROUNDINGS.hosts
ROOT_URLCONF = "styrhjul.config.urls"
WSGI_APPLICATION = "styrhjul.config.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "styrhjul.base.common",
    "styrhjul.base.steering",
    "styrhjul.base.organisation",
    "styrhjul.base.thread",
    "styrhjul.base.decisions",
    "styrhjul.base.calendar",
    "styrhjul.wheel.indicators",
    "styrhjul.wheel.goals",
    "styrhjul.wheel.plans",
    "styrhjul.wheel.followup",
    "styrhjul.wheel.improvement",
    "styrhjul.reports",
    "styrhjul.web",
    "styrhjul.demo",
]

MIDDLEWARE = [
    "styrhjul.config.requests.RequestLog",
    "styrhjul.config.requests.SizeLimit",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # adds random bytes, so that lengths tell nothing of what is secret
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "styrhjul.config.requests.SessionLife",
    "styrhjul.base.common.memory.RequestMemory",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "styrhjul.config.requests.ResourceHeaders",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "styrhjul.config.requests.TryAgain",
    "styrhjul.web.ui.readonly.ReadOnlyGet",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "web/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "styrhjul.web.ui.context.frame",
            ],
            "libraries": {
                "ui": "styrhjul.web.ui.templatetags.ui",
                "steering": "styrhjul.web.ui.templatetags.steering",
            },
        },
    }
]

DATABASES = {"default": _SURROUNDINGS.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", _("Swedish")), ("en", _("English"))]
LOCALE_PATHS = [_HERE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"

# People and their sessions.
AUTH_USER_MODEL = "common.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "styrhjul.config.accounts.ClosedAccounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator writes the address; nobody signs up by themselves
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail by having their address typed here
ACCOUNT_RATE_LIMITS = {"start_code": "5/m/ip"}  # beside allauth's own limits
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if PRODUCTION else "http"
ALLAUTH_TRUSTED_PROXY_COUNT = int(_SURROUNDINGS.behind_proxy)  # attempts are counted per person, not per proxy
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Styrhjulet"
SESSION_COOKIE_AGE = int(timedelta(minutes=60).total_seconds())  # from the last request, see requests.SessionLife
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True

# What the browser may do.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _SURROUNDINGS.behind_proxy else None
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}

# What the accessibility statement says besides what we know ourselves.
CONTACT_MAIL, CONTACT_PHONE = _SURROUNDINGS.contact_mail, _SURROUNDINGS.contact_phone
ACCESSIBILITY_FILE = _SURROUNDINGS.accessibility

# Files.
STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

# Counted attempts to log in, which all processes must see.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"}}

# Work in the background, and mail.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
locals().update(_SURROUNDINGS.mail)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _SURROUNDINGS.sender

LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "styrhjul.config.requests.JsonLines"}},
    "handlers": {"stdout": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "json"}},
    "root": {"handlers": ["stdout"], "level": "INFO"},
    "loggers": {
        "django.server": {"propagate": True},
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django_tasks": {"level": "WARNING"},  # every job that goes well would bury the address
        "django_tasks_db": {"level": "WARNING"},
    },
}
