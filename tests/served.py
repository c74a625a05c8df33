"""The office as it runs: its own process on a free port, a folder of its own, and a browser that looks at it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support import ROOT

PASSWORD = "a good long word of mine"  # noqa: S105  of the tests
Visit = Callable[..., Page]


@dataclass(frozen=True, slots=True)
class Office:
    """A running office: where it answers, and its folder."""

    url: str
    data: Path

    def command(self, *words: str) -> str:
        """Return what a command of whoever runs the server printed."""
        said = subprocess.run(
            [sys.executable, "-m", "greenward", *words, "--data", str(self.data)],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
        )
        return said.stdout.strip().splitlines()[-1]


@contextmanager
def running_office(data: Path, **environment: str) -> Iterator[Office]:
    """Run an office in a folder, with settings of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name != "GREENWARD_SECRET_KEY"}
    with (data / "out.log").open("w") as log:
        running = subprocess.Popen(
            [sys.executable, "-m", "greenward", "serve", "--port", str(port), "--data", str(data)],
            stdout=log,
            stderr=subprocess.STDOUT,
            env=kept | environment,
            cwd=ROOT,
        )
    found = Office(f"http://127.0.0.1:{port}", data)
    try:
        _wait(found, running)
        yield found
    finally:
        running.terminate()
        running.wait(20)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with one organisation and its administrator ``root``, who has not signed in yet."""
    with running_office(tmp_path_factory.mktemp("office")) as found:
        yield found


def _wait(office: Office, running: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and running.poll() is None:
        try:
            with urllib.request.urlopen(f"{office.url}/account/login/", timeout=5) as answer:  # noqa: S310  our own
                assert answer.status == 200
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    raise AssertionError((office.data / "out.log").read_text())


@pytest.fixture
def visit(browser: Browser, office: Office) -> Iterator[Visit]:
    """Open pages of the office; a test fails where one logs an error, breaks the content policy or asks elsewhere."""
    contexts: list[BrowserContext] = []
    said: list[str] = []
    asked: list[str] = []

    def opened(path: str = "/", language: str = "en-GB", width: int = 1280, page: Page | None = None) -> Page:
        if page is None:
            context = browser.new_context(locale=language, viewport={"width": width, "height": 900})
            contexts.append(context)
            page = context.new_page()
            page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: said.append(str(error)))
            page.on("request", lambda request: asked.append(request.url))
        page.goto(office.url + path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [text for text in said if not re.search(r"status of 4\d\d", text)] == []
    assert [url for url in asked if not url.startswith((office.url, "data:"))] == []


def sign_in(page: Page, login: str, password: str = PASSWORD) -> None:
    """Sign in by password on the page for it."""
    page.fill("#id_login", login)
    page.fill("#id_password", password)
    page.keyboard.press("Enter")


def changed_password(page: Page, first: str) -> None:
    """Change a first password, as the page asks for it right after sign-in."""
    expect(page).to_have_url(re.compile("/account/password/change/"))
    page.fill("#id_oldpassword", first)
    page.fill("#id_password1", PASSWORD)
    page.fill("#id_password2", PASSWORD)
    page.keyboard.press("Enter")
