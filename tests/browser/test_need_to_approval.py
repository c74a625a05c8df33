"""From a need to its approval in a real browser: by keyboard, in both languages, on a desk and on a telephone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accessible import accessible, shot
from served import PASSWORD, Office, Visit, changed_password, sign_in
from support import ROOT

pytest_plugins = ["chromium"]
pytestmark = pytest.mark.needs("chromium")

LIST = """登录名,姓名,部门编码,部门名称,角色,是否适用于全单位
li,李一（示例）,D01,教务处（示例）,需求申请人,
zhao,赵二（示例）,D01,教务处（示例）,部门负责人,
wu,吴三（示例）,D09,信息中心（示例）,归口管理部门,是
qian,钱四（示例）,D02,财务处（示例）,财务人员,是
sun,孙五（示例）,D03,采购中心（示例）,采购经办人,是
boss,郑六（示例）,D03,采购中心（示例）,采购负责人,是
leader,冯七（示例）,D00,校办（示例）,单位领导,是
zhou,周八（示例）,D04,纪检监察室（示例）,监督人员,是
"""


@pytest.fixture(scope="module")
def filled(office: Office, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """People of every role who take part, each with a first password; the folder holds a list of ten lines."""
    office.command(
        "users", "begin", "--code", "U1", "--name", "示例大学", "--login", "root", "--person", "管理员甲（示例）",
        "--place", "CN-GD", "--level", "province", "--kind", "institution",
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("lists")
    (folder / "people.csv").write_text(LIST, "utf-8")
    rows = [f"{item},{count},{price}" for item, count, price in
            (("台式计算机", 20, 4500), ("便携式计算机", 5, 6000), ("激光打印机", 3, 1800), ("液晶显示器", 20, 900),
             ("空调机", 4, 5200), ("复印纸", 200, 24), ("打印机", 2, 1500), ("会议桌", 1, 3000), ("投影仪", 2, 5600),
             ("服务器", 1, 60000))]  # fmt: skip
    (folder / "list.csv").write_text("\n".join(["品名,数量,单价（元）", *rows]), "utf-8")
    return folder


def entered(office: Office, visit: Visit, login: str, language: str = "zh-CN", width: int = 1280) -> Page:
    """Return the start page of a person who signed in, with a first password of this moment."""
    first = office.command("users", "password", login)
    page = visit("/", language=language, width=width)
    sign_in(page, login, first)
    changed_password(page, first)
    expect(page.locator(".tasks, .empty").first).to_be_visible()
    return page


def test_a_list_of_ten_lines_comes_to_an_approved_need(office: Office, visit: Visit, filled: Path) -> None:
    root = entered(office, visit, "root")
    visit("/people/import/", page=root)
    root.set_input_files("#id_file", filled / "people.csv")
    root.get_by_role("button", name="核对名单").click()
    root.get_by_role("button", name="确认导入").click()
    expect(root.locator(".alert")).to_contain_text("读取8人")
    boss = entered(office, visit, "boss")
    visit("/approvals/routes/", page=boss)
    accessible(boss)
    boss.set_input_files("#id_file", ROOT / "examples/unit_x/routes.yaml")
    boss.get_by_role("button", name="导入流程").click()
    expect(boss.locator(".alert")).to_contain_text("条流程")
    accessible(boss)
    shot(boss, "routes-zh")

    page = entered(office, visit, "li")
    visit("/needs/", page=page)
    accessible(page)
    page.locator(".card").get_by_role("link", name="填报需求").press("Enter")
    expect(page.locator("#id_item")).to_be_visible()
    accessible(page)
    page.locator("#id_item").focus()
    for words in ("台式计算机", "2", "4500", "机房更新", None, "B1"):
        if words is None:
            page.keyboard.type("03012027")  # month, day, year, as this browser's calendar takes them
        else:
            page.keyboard.type(words)
        if words != "B1":
            page.keyboard.press("Tab")
            if words is None and page.evaluate("document.activeElement.id") == "id_needed_by":
                page.keyboard.press("Tab")
    expect(page.locator("#answer")).to_contain_text("强制采购")
    accessible(page)
    shot(page, "need-new-zh")
    page.fill("#id_needed_by", "2027-03-01")
    page.locator("#id_funding").press("Enter")
    expect(page.locator("h1")).to_contain_text("草稿")
    page.get_by_role("link", name="导入采购明细").click()
    page.set_input_files("#id_file", filled / "list.csv")
    page.get_by_role("button", name="导入采购明细").click()
    expect(page.locator("tbody tr")).to_have_count(11)
    accessible(page)
    shot(page, "need-zh")
    page.get_by_role("link", name="提交审批").click()
    expect(page.locator("ol li").first).to_be_visible()
    accessible(page)
    shot(page, "need-send-zh")
    page.get_by_role("button", name="确认提交").click()
    expect(page.locator(".alert")).to_contain_text("已提交审批")
    accessible(page)
    page.go_back()
    expect(page.locator("h1")).to_contain_text("审批中")

    holders = ("zhao", "wu", "qian", "sun", "boss", "leader")
    pages = {login: boss if login == "boss" else entered(office, visit, login) for login in holders}
    for _ in range(6):
        visit("/needs/", page=page)
        if "已批准" in page.locator("tbody").inner_text():
            break
        for login, holder in pages.items():
            visit("/approvals/", page=holder)
            link = holder.locator("tbody a")
            if link.count():
                link.first.click()
                expect(holder.locator("#id_outcome")).to_be_visible()
                accessible(holder)
                holder.get_by_role("button", name="提交审批结果").click()
                expect(holder.locator(".error-summary")).to_be_visible()
                holder.get_by_label("同意", exact=True).check()
                holder.fill("#id_opinion", "同意")
                if holder.locator("#id_resolution").count():
                    holder.fill("#id_resolution", "示例〔2026〕8号")
                    holder.set_input_files("#id_file", filled / "list.csv")
                shot(holder, f"approve-{login}-zh")
                holder.get_by_role("button", name="提交审批结果").click()
                expect(holder.locator(".alert")).to_contain_text("已同意")
    visit("/needs/", page=page)
    expect(page.locator("tbody tr")).to_contain_text(["已批准"])
    page.locator("tbody a").first.click()
    shot(page, "need-approved-zh")
    accessible(page)


@pytest.mark.parametrize("width", [390, 1280])
def test_every_page_of_needs_fits_and_has_no_violation(office: Office, visit: Visit, filled: Path, width: int) -> None:
    page = visit("/", language="en-GB", width=width)
    sign_in(page, "li", PASSWORD)
    expect(page.locator(".tasks, .empty").first).to_be_visible()
    for path in ("/needs/", "/needs/?state=returned", "/needs/new/", "/needs/1/"):
        visit(path, page=page)
        shot(page, f"en-{width}{re.sub('[^a-z0-9]+', '-', path)}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        accessible(page)
