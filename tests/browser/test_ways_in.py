"""Sign-in in a real browser and a running office: OpenID Connect, CAS, the second factor, limits under threads."""

import re
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accessible import accessible, shot
from provided import CAS_PASSWORD, Cas, OpenId
from served import PASSWORD, Office, running_office
from support import ROOT
from totp import Secret

pytest_plugins = ["chromium"]
pytestmark = pytest.mark.needs("chromium")
BLOCKED = "Content Security Policy"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory, openid_server: OpenId, cas: Cas) -> Iterator[Office]:
    """An office with every way in, one proxy before it, and a second factor for all; ``li`` is its administrator."""
    ways = {
        "GREENWARD_OIDC_URL": openid_server.url,
        "GREENWARD_OIDC_NAME": "示例大学统一身份认证",
        "GREENWARD_OIDC_CLIENT": "greenward",
        "GREENWARD_OIDC_SECRET": "of the tests",
        "GREENWARD_CAS_URL": cas.url.rstrip("/"),
        "GREENWARD_SECOND_FACTOR": "required",
        "GREENWARD_PROXIES": "1",
    }
    with running_office(tmp_path_factory.mktemp("office"), **ways) as found:
        first = found.command(
            "users", "begin", "--code", "U1", "--name", "示例大学", "--login", "li", "--person", "李一（示例）",
            "--place", "CN-GD", "--level", "province", "--kind", "institution",
        )  # fmt: skip
        (found.data / "first").write_text(first)
        yield found


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def browsing(browser: Browser, said: list[str]) -> Iterator[Page]:
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    context.route(re.compile(r"^https?://(?!127\.0\.0\.1)"), lambda route: route.abort())  # the provider's own pages
    page.on("console", lambda message: said.append(message.text) if BLOCKED in message.text else None)
    yield page
    context.close()


def test_who_comes_by_openid_connect_sets_the_second_factor_up_and_by_cas_is_asked_for_it(
    office: Office, browsing: Page, said: list[str], openid: OpenId, cas: Cas
) -> None:
    page = browsing
    openid.knows("s-li", preferred_username="li")
    page.goto(f"{office.url}/people/")
    accessible(page)
    shot(page, "sign-in-all-zh")
    page.route(f"{openid.url}/**", lambda route: route.fulfill(status=204))
    page.get_by_role("button", name="示例大学统一身份认证").click()
    expect(page.locator("h1")).to_have_text("正在转到统一身份认证")
    accessible(page)
    shot(page, "onward-zh")
    page.unroute(f"{openid.url}/**")
    page.get_by_role("link", name="示例大学统一身份认证").click()
    page.locator("input[name=sub]").fill("s-li")
    page.locator("input[name=sub]").press("Enter")
    page.wait_for_url(f"{office.url}/**")
    assert said == []
    change_first_password(page, office)
    page.wait_for_url("**/account/2fa/totp/activate/")
    accessible(page)
    shot(page, "activate-zh")
    secret = Secret(page.input_value("#authenticator_secret"))
    page.fill("#id_code", "000000")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary")).to_contain_text("验证码不正确")
    page.fill("#id_code", secret.now())
    page.keyboard.press("Enter")
    expect(page.locator("#recovery_codes")).to_be_visible()
    codes = page.input_value("#recovery_codes").split()
    accessible(page)
    shot(page, "recovery-zh")
    for path in ("", "totp/deactivate/", "recovery-codes/generate/"):
        page.goto(f"{office.url}/account/2fa/{path}")
        accessible(page)
        shot(page, f"2fa-{path.replace('/', '-')}zh")
    page.goto(f"{office.url}/people/")
    expect(page.locator("h1")).to_have_text("人员")
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/account/login/")
    page.get_by_role("link", name="CAS").click()
    page.fill("#id_username", "li")
    page.fill("#id_password", CAS_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/2fa/authenticate/")
    accessible(page)
    shot(page, "authenticate-zh")
    page.fill("#id_code", codes[0])
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("待办事项")
    page.get_by_role("button", name="退出").click()
    expect(page.locator("h1")).to_have_text("您已退出本系统")
    accessible(page)
    shot(page, "cas-out-zh")
    page.get_by_role("link", name="同时退出统一身份认证").click()
    page.wait_for_url("**/account/login/")
    page.get_by_role("link", name="CAS").click()
    expect(page.locator("#id_username")).to_be_visible()
    assert said == []
    assert office.command("users", "factor", "li") == "李一（示例）"
    assert office.command("users", "identity", "li") == "李一（示例）"


def change_first_password(page: Page, office: Office) -> None:
    page.wait_for_url("**/account/password/change/")
    page.fill("#id_oldpassword", (office.data / "first").read_text())
    page.fill("#id_password1", PASSWORD)
    page.fill("#id_password2", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/account/reauthenticate/**")
    accessible(page)
    shot(page, "reauthenticate-zh")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")


def test_a_form_that_leads_to_another_origin_is_stopped_by_the_policy(
    office: Office, browsing: Page, said: list[str], openid: OpenId
) -> None:
    browsing.goto(f"{office.url}/account/login/")
    browsing.evaluate(
        """url => { const form = document.createElement("form"); form.method = "post"; form.action = url;
        document.body.append(form); form.submit() }""",
        f"{openid.url}/oauth2/authorize",
    )
    browsing.wait_for_timeout(300)
    assert "form-action" in " ".join(said)
    assert browsing.url.startswith(office.url)


def tried(office: Office, login: str, password: str, forwarded: str) -> str:
    """Return what the page says after a try from the address that the proxy wrote last."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    opener.addheaders = [("X-Forwarded-For", forwarded), ("Accept-Language", "en")]
    page = opener.open(f"{office.url}/account/login/", timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token is not None
    given = urllib.parse.urlencode({"csrfmiddlewaretoken": token[1], "login": login, "password": password})
    return opener.open(f"{office.url}/account/login/", given.encode(), timeout=60).read().decode()  # type: ignore[no-any-return]


def test_nine_tries_at_once_are_five_at_most_and_then_the_right_password_is_refused(office: Office) -> None:
    right = office.command("users", "password", "li")
    with ThreadPoolExecutor(9) as pool:
        pages = list(pool.map(lambda i: tried(office, "li", "wrong", f"9.9.9.{i}, 198.51.100.{i}"), range(9)))
    assert 1 <= sum("is not right" in page for page in pages) <= 5
    assert sum("Too many failed tries" in page for page in pages) >= 4
    assert "Too many failed tries" in tried(office, "li", right, "198.51.100.77")
    office.command("users", "password", "li")


def test_the_setting_of_proxies_says_which_address_counts(office: Office) -> None:
    for i in range(10):
        assert "is not right" in tried(office, f"p{i}", "wrong", f"203.0.113.{i}, 198.51.100.200")
    assert "Too many failed tries" in tried(office, "p99", "wrong", "203.0.113.99, 198.51.100.200")
    assert "is not right" in tried(office, "p99", "wrong", "203.0.113.99, 198.51.100.201")


@pytest.mark.parametrize(
    ("setting", "value", "named"),
    [
        ("GREENWARD_SECOND_FACTOR", "maybe", "GREENWARD_SECOND_FACTOR"),
        ("GREENWARD_CAS_URL", "http://cas.example.edu.cn/cas", "https://"),
        ("GREENWARD_OIDC_URL", "https://sso.example.edu.cn", "GREENWARD_OIDC_CLIENT"),
    ],
)
def test_a_setting_that_cannot_hold_is_named_and_nothing_starts(
    tmp_path: Path, setting: str, value: str, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(setting, value)
    done = subprocess.run(
        [sys.executable, "-m", "greenward", "serve", "--port", "1", "--data", str(tmp_path)],
        capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode not in (0, None)
    assert named in done.stderr
    assert "Traceback" not in done.stderr
