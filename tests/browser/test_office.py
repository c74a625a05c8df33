"""The office in a real browser: signing in, people, both languages, wide and narrow, by keyboard, without violation."""

import re
import zipfile
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from accessible import WCAG, accessible, shot
from served import PASSWORD, Office, Visit, changed_password, sign_in

pytest_plugins = ["chromium"]
pytestmark = pytest.mark.needs("chromium")

LIST = """登录名,姓名,电子邮箱,部门编码,部门名称,角色,是否适用于全单位,角色生效日期,角色截止日期
li,李一（示例）,li@example.org,D01,教务处（示例）,需求申请人,,,
zhao,赵二（示例）,,D01,教务处（示例）,部门负责人,,,
qian,钱三（示例）,,D02,财务处（示例）,财务人员,是,,
sun,孙四（示例）,,D03,采购中心（示例）,采购经办人,是,,
zhou,周五（示例）,,D04,纪检监察室（示例）,监督人员,是,,
"""


@pytest.fixture(scope="module")
def filled(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """First passwords of people who are in the office."""
    first = office.command(
        "users", "begin", "--code", "U1", "--name", "示例大学", "--login", "root", "--person", "管理员甲（示例）",
        "--place", "CN-GD", "--level", "province", "--kind", "institution",
    )  # fmt: skip
    return {"root": first}


def test_the_administrator_s_first_day(office: Office, visit: Visit, filled: dict[str, str], tmp_path: Path) -> None:
    page = visit("/")
    expect(page).to_have_url(re.compile(r"/account/login/\?next=/"))
    accessible(page)
    sign_in(page, "root", "wrong")
    expect(page.locator(".error-summary")).to_be_visible()
    assert page.input_value("#id_login") == "root"
    sign_in(page, "root", filled["root"])
    expect(page).to_have_url(re.compile("/account/password/change/"))
    accessible(page)
    shot(page, "password-en")
    changed_password(page, filled["root"])
    expect(page.locator("h1")).to_have_text("To do")
    accessible(page)
    shot(page, "tasks-en")
    page.get_by_role("link", name="Bring in the list of people").click()
    (tmp_path / "people.csv").write_text(LIST, "utf-8")
    page.set_input_files("#id_file", tmp_path / "people.csv")
    page.get_by_role("button", name="See what it would change").click()
    expect(page.locator("dl.counts")).to_contain_text("5")
    accessible(page)
    shot(page, "check-list-en")
    page.get_by_role("button", name="Take the list over").click()
    expect(page.locator(".alert")).to_contain_text("5 people read")
    accessible(page)
    shot(page, "people-en")
    page.go_back()
    page.get_by_role("button", name="Take the list over").click()
    expect(page.locator("main")).to_contain_text("taken over already")
    accessible(page)
    visit("/people/", page=page)
    page.get_by_role("link", name="李一（示例）").click()
    expect(page.locator("tbody tr")).to_have_count(1)
    page.get_by_role("button", name="Give a role").click()
    expect(page.locator(".error-summary a")).to_have_attribute("href", "#id_role")
    page.locator(".error-summary a").click()
    assert page.evaluate("document.activeElement.id") == "id_role"
    accessible(page)
    page.select_option("#id_role", "supervisor")
    page.get_by_role("button", name="Give a role").click()
    expect(page.locator(".error-summary")).to_contain_text("may not be both")
    shot(page, "person-en")
    page.get_by_role("button", name="Give a first password").click()
    filled["li"] = page.locator("code").inner_text()
    accessible(page)


def test_a_requester_in_chinese_names_a_deputy_by_keyboard_alone(visit: Visit, filled: dict[str, str]) -> None:
    page = visit("/", language="zh-CN")
    assert page.locator("html").get_attribute("lang") == "zh-CN"
    shot(page, "sign-in-zh")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.locator("#id_login").focus()
    page.keyboard.type("li")
    page.keyboard.press("Tab")
    page.keyboard.type(filled["li"])
    page.keyboard.press("Enter")
    changed_password(page, filled["li"])
    expect(page.locator(".tasks")).to_be_visible()
    page.get_by_role("link", name="李一（示例）").press("Enter")
    expect(page.locator("#id_grant")).to_be_visible()
    accessible(page)
    page.locator("#id_grant").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("zhao")
    page.keyboard.press("Enter")
    expect(page.locator(".error-summary a")).to_have_count(2)
    assert page.input_value("#id_deputy") == "zhao"
    shot(page, "deputy-errors-zh")
    page.fill("#id_ends", "2099-01-01")
    page.fill("#id_reason", "出差")
    page.keyboard.press("Enter")
    expect(page.locator(".alert")).to_contain_text("已指定赵二（示例）为代理人")
    accessible(page)
    shot(page, "me-zh")


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_a_supervisor_reads_the_journal_and_takes_it_away(
    office: Office, visit: Visit, filled: dict[str, str], language: str
) -> None:
    first = office.command("users", "password", "zhou")
    page = visit("/", language=language)
    sign_in(page, "zhou", first)
    changed_password(page, first)
    expect(page.locator(".tasks")).to_be_visible()
    visit("/oversight/journal/", page=page)
    expect(page.locator("tbody tr").first).to_contain_text(
        {"zh-CN": "设置初始密码", "en-GB": "first password"}[language]
    )
    accessible(page)
    shot(page, f"journal-{language}")
    with page.expect_download() as taken:
        page.locator("form[action$='/export/'] button").click()
    names = zipfile.ZipFile(taken.value.path()).namelist()
    assert {"journal/entries.jsonl", "journal/verifier.py", "journal/manifest.json"} <= set(names)
    visit("/oversight/journal/", page=page)
    accessible(page)
    page.locator("tbody a").first.click()
    expect(page.locator("dl")).to_be_visible()
    accessible(page)
    shot(page, f"entry-{language}")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_every_page_fits_and_has_no_violation(visit: Visit, filled: dict[str, str], language: str, width: int) -> None:
    page = visit("/", language=language, width=width)
    sign_in(page, "root")
    expect(page.locator(".tasks, .empty")).to_be_visible()
    paths = ("/", "/people/", "/people/?q=zzz", "/people/import/", "/people/me/", "/people/2/", "/account/2fa/",
             "/account/2fa/totp/activate/", "/account/password/change/", "/rules/check/?item=台式计算机",
             "/account/logout/", "/account/password/reset/", "/nowhere/")  # fmt: skip
    for path in paths:
        visit(path, page=page)
        if path.endswith("activate/") and page.locator("#id_password").count():
            page.fill("#id_password", PASSWORD)
            page.keyboard.press("Enter")
            expect(page.locator("#authenticator_secret")).to_be_visible()
        shot(page, f"{language}-{width}{re.sub('[^a-z0-9]+', '-', path)}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        accessible(page)


def test_axe_sees_what_it_should(visit: Visit, filled: dict[str, str]) -> None:
    page = visit("/account/login/")
    page.locator("h1").evaluate("node => node.style.color = '#d0d0d0'")
    assert "color-contrast" in {rule["id"] for rule in Axe().run(page, options=WCAG).response["violations"]}


def test_a_check_answers_while_one_types_and_back_returns(visit: Visit, filled: dict[str, str]) -> None:
    page = visit("/rules/check/")
    page.locator("#id_item").press_sequentially("desktop computer")
    expect(page.locator("#answer")).to_contain_text("mandatory")
    assert "item=desktop" in page.url
    accessible(page)
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(page.locator("#answer")).to_contain_text("强制采购")
    page.go_back()
    expect(page.locator("h1")).to_be_visible()
