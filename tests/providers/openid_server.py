"""A provider of OpenID Connect in its own process; PUT /tamper makes it say what an honest one would not.

A real one signs with a key that is nobody else's; ours is asked over loopback, where the connection stands for the key.
"""

import base64
import json
import os
import sys
from typing import Any

os.environ["AUTHLIB_INSECURE_TRANSPORT"] = "1"

import flask
import oidc_provider_mock
from werkzeug.serving import run_simple

served = oidc_provider_mock.app()
served.debug = False
wrong: dict[str, dict[str, Any]] = {}


def tamper() -> tuple[str, int]:
    """Take claims that replace those of the ID token (``id``) and of the user's page (``user``)."""
    wrong.clear()
    wrong.update(flask.request.get_json())
    return "", 204


def lie(answer: flask.Response) -> flask.Response:
    """Replace what was asked for."""
    if flask.request.path == "/oauth2/token" and "id" in wrong and answer.is_json:
        given = answer.get_json()
        head, body, signature = given["id_token"].split(".")
        claims = json.loads(base64.urlsafe_b64decode(body + "==")) | wrong["id"]
        body = base64.urlsafe_b64encode(json.dumps(claims).encode()).rstrip(b"=").decode()
        answer.set_data(json.dumps(given | {"id_token": ".".join((head, body, signature))}))
    if flask.request.path == "/userinfo" and "user" in wrong:
        answer.set_data(json.dumps(answer.get_json() | wrong["user"]))
    return answer


served.add_url_rule("/tamper", view_func=tamper, methods=["PUT"])
served.after_request(lie)
run_simple("127.0.0.1", int(sys.argv[1]), served.wsgi_app, threaded=True)
