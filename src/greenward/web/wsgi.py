"""The office as a WSGI application."""

from django.core.wsgi import get_wsgi_application

from greenward.web.serve import set_up

set_up()
application = get_wsgi_application()
