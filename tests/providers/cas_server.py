"""A CAS server (django-mama-cas) in its own process: ``python cas_server.py PORT FOLDER``; one password for all."""

import sys
from pathlib import Path
from wsgiref.simple_server import WSGIServer, make_server

import django
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.urls import include, path

PEOPLE = ("li", "left", "stranger")

if __name__ == "__main__":
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    settings.configure(
        SECRET_KEY="of the server",  # noqa: S106  of the tests
        ALLOWED_HOSTS=["127.0.0.1"],
        ROOT_URLCONF=__name__,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "cas.sqlite3"}},
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        USE_TZ=True,
        SESSION_COOKIE_NAME="cas_session",
        CSRF_COOKIE_NAME="cas_csrf",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "mama_cas",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        MAMA_CAS_FOLLOW_LOGOUT_URL=True,
        MAMA_CAS_SERVICES=[{"SERVICE": r"^http://(127\.0\.0\.1|testserver)[:/]", "LOGOUT_ALLOW": True}],
    )
    django.setup()
    urlpatterns = [path("cas/", include("mama_cas.urls"))]
    call_command("migrate", verbosity=0)
    for name in PEOPLE:
        get_user_model().objects.create_user(name, password="of the server")  # noqa: S106  of the tests
    WSGIServer.allow_reuse_address = True
    make_server("127.0.0.1", port, get_wsgi_application()).serve_forever()
