"""Settings of the office. What an institution sets is an environment variable ``GREENWARD_…``; the rest is as it is."""

import hashlib
import os
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from platformdirs import user_data_path

from greenward.web.accounts.trusted import trusted
from greenward.web.store import database

HERE = Path(__file__).resolve().parent
ENV = environ.Env()

DATA = Path(os.environ.get("GREENWARD_DATA") or user_data_path("greenward"))
OFFICE = DATA / "office"
SECRET_KEY = ENV.str("GREENWARD_SECRET_KEY", default="")  # empty: the one that the data folder keeps
DEBUG = False
ALLOWED_HOSTS = ENV.list("GREENWARD_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = ENV.list("GREENWARD_ORIGINS", default=[])
HTTPS = ENV.bool("GREENWARD_HTTPS", default=False)
ALLAUTH_TRUSTED_PROXY_COUNT = ENV.int("GREENWARD_PROXIES", default=0)  # how many of our own stand before the office
THREADS = ENV.int("GREENWARD_THREADS", default=8)
ROOT_URLCONF = "greenward.web.urls"
WSGI_APPLICATION = "greenward.web.wsgi.application"
DATABASES = {"default": database(ENV.str("GREENWARD_DATABASE", default=""), OFFICE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # what is culled is forgotten: failed sign-ins, used codes
    }
}
INSTALLED_APPS = [
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "greenward.web",
    "greenward.web.accounts",
    "greenward.web.journal",
    "greenward.web.records",
    "greenward.web.home",
    "greenward.web.needs",
    "greenward.web.approvals",
    "greenward.web.oversight",
    "greenward.web.people",
    "greenward.web.rules",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "greenward.web.doors.Doors",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django_cotton.cotton_loader.Loader",
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
            "builtins": ["greenward.web.templatetags.sentences", "django_cotton.templatetags.cotton"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "greenward.web.menu.menu",
            ],
        },
    }
]
COTTON_DIR = "cotton"
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
USE_TZ = True
TIME_ZONE = ENV.str("GREENWARD_TIME_ZONE", default="Asia/Shanghai")
JOURNAL = ENV.str("GREENWARD_JOURNAL", default="greenward/journal")  # the origin in its checkpoints
PACK = ENV.str("GREENWARD_PACK", default="cn")

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:tasks"
ACCOUNT_ADAPTER = "greenward.web.accounts.sign_in.ByList"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "greenward.web.accounts.sign_in.SecondFactor"
MFA_FORMS = {"activate_totp": "greenward.web.accounts.activate.Activate"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Greenward"
SECOND_FACTOR = ENV.str("GREENWARD_SECOND_FACTOR", default="")
if SECOND_FACTOR not in ("", "required"):
    raise ValueError(f"GREENWARD_SECOND_FACTOR: {SECOND_FACTOR} is not known; leave it out, or write required")

SOCIALACCOUNT_ADAPTER = "greenward.web.accounts.openid.ByProvider"
SOCIALACCOUNT_PROVIDERS = {}
OIDC_URL = trusted("GREENWARD_OIDC_URL", ENV.str("GREENWARD_OIDC_URL", default=""))
OIDC_NAME = ENV.str("GREENWARD_OIDC_NAME", default="OpenID Connect")
OIDC_LOGIN_CLAIM = ENV.str("GREENWARD_OIDC_LOGIN", default="preferred_username")
OIDC_ID = f"oidc-{hashlib.sha256(OIDC_URL.encode()).hexdigest()[:12]}"  # another provider's 1001 is another person
if OIDC_URL:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": OIDC_ID,
                "name": OIDC_NAME,
                "client_id": ENV.str("GREENWARD_OIDC_CLIENT"),
                "secret": ENV.str("GREENWARD_OIDC_SECRET"),
                "settings": {"server_url": OIDC_URL},
            }
        ],
    }
CAS_URL = trusted("GREENWARD_CAS_URL", ENV.str("GREENWARD_CAS_URL", default=""))
CAS_VERSION = ENV.str("GREENWARD_CAS_VERSION", default="3")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "greenward.web.log.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {
        name: {"handlers": ["stderr"], "level": "WARNING", "propagate": True} for name in ("django", "greenward")
    },
}
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
CSRF_FAILURE_VIEW = "greenward.web.errors.forbidden"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
