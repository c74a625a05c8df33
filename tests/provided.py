"""Providers of identities as they run: each in its own process on loopback, and a browser's way through them."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import requests

from support import ROOT

CAS_PASSWORD = "of the server"  # noqa: S105  of the tests


@contextmanager
def running(program: str, folder: Path, *words: str) -> Iterator[str]:
    """Run a program of tests/providers on a free port; yields its address once it answers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with (folder / f"{program}.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / f"tests/providers/{program}.py"), str(port), *words],
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        end = time.monotonic() + 30
        while time.monotonic() < end and process.poll() is None:
            with socket.socket() as asking:
                if asking.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        else:
            raise AssertionError((folder / f"{program}.log").read_text())
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@dataclass(frozen=True, slots=True)
class OpenId:
    """A running provider of OpenID Connect."""

    url: str

    def knows(self, subject: str, **claims: str) -> None:
        """Make an account there, or change its claims."""
        requests.put(f"{self.url}/users/{subject}", json=claims, timeout=10).raise_for_status()

    def lies(self, **claims: Any) -> None:
        """Let it replace claims of the ID token (``id``) or of the user's page (``user``); nothing: honest again."""
        requests.put(f"{self.url}/tamper", json=claims, timeout=10).raise_for_status()

    def through(self, to: str, subject: str, action: str = "authorize") -> str:
        """Return where the browser of ``subject``, sent there by the office, is sent back to."""
        said = requests.post(to, data={"sub": subject, "action": action}, allow_redirects=False, timeout=10)
        return said.headers["Location"]


@dataclass(frozen=True, slots=True)
class Cas:
    """A running CAS server."""

    url: str

    def through(self, to: str, login: str, browser: requests.Session | None = None) -> str:
        """Return where the browser of ``login``, sent there by the office, is sent back to."""
        browser = browser or requests.Session()
        page = browser.get(to, timeout=10)
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        hidden = dict(re.findall(r'<input type="hidden" name="(service)" value="([^"]*)"', page.text))
        assert token is not None
        said = browser.post(
            urljoin(page.url, page.request.path_url),
            data={
                "csrfmiddlewaretoken": token[1],
                "username": login,
                "password": CAS_PASSWORD,
                **{name: value.replace("&amp;", "&") for name, value in hidden.items()},
            },
            allow_redirects=False,
            timeout=10,
        )
        return said.headers["Location"]


@pytest.fixture(scope="session")
def openid_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenId]:
    with running("openid_server", tmp_path_factory.mktemp("openid")) as url:
        yield OpenId(url)


@pytest.fixture
def openid(openid_server: OpenId) -> OpenId:
    openid_server.lies()
    return openid_server


@pytest.fixture(scope="session")
def cas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cas]:
    folder = tmp_path_factory.mktemp("cas")
    with running("cas_server", folder, str(folder)) as url:
        yield Cas(f"{url}/cas/")
