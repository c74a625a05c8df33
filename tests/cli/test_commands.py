"""The commands as a user runs them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT, greenward, read_rows, write_rows


def test_check_answers_with_status_article_and_certificate_rule() -> None:
    said = greenward("check", "台式计算机", "--pack", "cn", "--on", "2026-11-01", "--json", "--lang", "zh")
    finding = said.json["findings"][0]
    assert said.code == 0
    assert said.json["status"] == finding["status"] == "mandatory"
    assert finding["citations"][0]["source"]["number"] == "财库〔2019〕19号"
    assert finding["citations"][0]["article"]["zh"] == "附件第1行"
    assert finding["certificate_order"] == ["kind", "body", "model", "validity", "standard"]
    assert "强制采购" in finding["sentence"]


@pytest.mark.parametrize(("language", "word"), [("zh", "强制采购"), ("en", "mandatory")])
def test_check_speaks_both_languages(language: str, word: str) -> None:
    assert word in greenward("check", "台式计算机", "--on", "2026-11-01", "--lang", language).out


def test_the_plan_of_unit_x_fits_its_budget() -> None:
    said = greenward("plan", "examples/unit_x/case_a", "--pack", "cn", "--json")
    assert said.code == 0
    assert all(line["chosen"] for line in said.json["lines"])
    assert all(float(use["planned"]) <= float(use["amount"]) for use in said.json["budgets"])


def test_half_the_budget_is_short_by_line_and_ends_with_code_4() -> None:
    said = greenward("plan", "examples/unit_x/case_a", "--budget-scale", "0.5", "--lang", "en")
    assert said.code == 4
    assert "short of the lowest lawful total" in " ".join(said.out.split())
    assert "What if" in said.out
    assert "None of the 12 needs can be served." in said.out


def test_the_proven_gap_is_printed() -> None:
    said = greenward("plan", "examples/unit_x/case_a", "--lang", "en")
    assert "proven gap 0.0000 %" in " ".join(said.out.split())


def test_a_file_with_errors_ends_with_code_3_and_says_what_to_do(case_a: Path) -> None:
    rows = read_rows(case_a / "offers.csv")
    rows[2]["每包装价格"] = "-5"
    rows[4]["币种"] = "RMB"
    write_rows(case_a / "offers.csv", rows)
    said = greenward("plan", case_a, "--lang", "zh")
    assert said.code == 3
    assert "第4行，“每包装价格”列：数值不得为负。" in said.err
    assert "第6行，“币种”列" in said.err
    assert said.out == ""


def test_an_unknown_pack_names_those_there_are() -> None:
    said = greenward("check", "台式计算机", "--pack", "atlantis", "--lang", "en")
    assert said.code == 3
    assert "Use one of: cn" in said.err


@pytest.mark.parametrize("day", ["1989-12-31", "2101-01-01", "2026-13-01", "yesterday"])
def test_a_day_that_is_none_is_a_wrong_command_line(day: str) -> None:
    assert greenward("check", "台式计算机", "--on", day).code == 2


@pytest.mark.needs("chinese fonts")
def test_the_demonstration_writes_both_reports(tmp_path: Path) -> None:
    said = greenward("demo", "--out", tmp_path / "demo", "--lang", "en")
    assert said.code == 0
    made = {path.name for path in (tmp_path / "demo").iterdir()}
    assert made == {"report-en.html", "report-zh.html", "report-en.pdf", "report-zh.pdf", "plan.xlsx", "plan.json"}
    assert json.loads((tmp_path / "demo/plan.json").read_text("utf-8"))["lines"]


def test_an_input_is_never_overwritten(case_a: Path) -> None:
    before = (case_a / "needs.csv").read_bytes()
    (case_a / "needs.csv").rename(case_a / "needs.html")
    settings = case_a / "case.yaml"
    settings.write_text(settings.read_text("utf-8").replace("needs: needs.csv", "needs: needs.html"), "utf-8")
    said = greenward("plan", case_a, "--html", case_a / "needs.html")
    assert (said.code, "[output.taken]" in said.err) == (3, True)
    assert (case_a / "needs.html").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("plan", "CASE", "--html", "nowhere/x.html"), "output.no_folder"),
        (("plan", "CASE", "--html", "x.txt"), "output.ending"),
        (("plan", "CASE", "--pdf", "x.html"), "output.ending"),
        (("plan", "CASE", "--html", "ok.html", "--docx", "x.doc"), "output.ending"),
        (("plan", "CASE", "--html", "ok.html", "--docx", "x.docx", "--docx-template", "no.docx"), "file.missing"),
        (("plan", "CASE", "--html", "ok.html", "--xlsx", "nowhere/x.xlsx"), "output.no_folder"),
        (("template", "offers", "--out", "nowhere/t.csv"), "output.no_folder"),
        (("template", "offers", "--out", "t.ods"), "output.ending"),
        (("demo", "--out", "file"), "output.refused"),
        (("import", "energy-star", "list.csv", "--data", "file"), "output.no_folder"),
        (("cost", "CASE", "--data", "file"), "output.no_folder"),
    ],
)
def test_an_output_that_cannot_be_written_is_told_before_anything_is(
    case_a: Path, tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    (tmp_path / "file").write_text("a file", "utf-8")
    (tmp_path / "list.csv").write_text(
        "ENERGY STAR Unique ID,Brand Name,Model Name,Type,A: Short Idle (watts)\n1,B,M,T,\n"
    )
    said = greenward(*[str(case_a) if word == "CASE" else word for word in arguments], cwd=tmp_path)
    assert (said.code, f"[{code}]" in said.err) == (3, True), said.err
    assert not (tmp_path / "ok.html").exists()


def test_a_filled_sheet_is_never_replaced_by_a_template(case_a: Path) -> None:
    before = (case_a / "needs.csv").read_bytes()
    said = greenward("template", "needs", "--out", case_a / "needs.csv")
    assert (said.code, "[output.exists]" in said.err) == (3, True)
    assert (case_a / "needs.csv").read_bytes() == before


def test_a_closed_standard_output_is_no_fault() -> None:
    command = f"{sys.executable} -m greenward check 打印机 --on 2026-11-01 --json >&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_reader_that_closes_early_ends_the_command_quietly() -> None:
    command = f"{sys.executable} -m greenward plan examples/unit_x/case_a | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk"])
def test_a_terminal_that_lacks_a_character_shows_its_code(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    command = [sys.executable, "-m", "greenward", "check", "台式计算机", "--on", "2026-11-01", "--lang", "zh"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    data = subprocess.run([*command, "--json"], capture_output=True, cwd=ROOT, check=True)
    assert json.loads(data.stdout.decode("utf-8"))["item"] == "台式计算机"


@pytest.mark.parametrize("item", ["\x1b[31mx", "甲\u202e乙", " "])
def test_an_item_with_invisible_signs_is_refused(item: str) -> None:
    assert greenward("check", item, "--on", "2026-11-01").code == 3


@pytest.mark.parametrize("scale", ["-1", "nan", "1e9", "١", "half"])
def test_a_budget_scale_that_is_none_is_a_wrong_command_line(scale: str) -> None:
    assert greenward("plan", "examples/unit_x/case_a", f"--budget-scale={scale}").code == 2


def test_errors_beyond_the_first_hundred_are_counted(case_a: Path) -> None:
    rows = read_rows(case_a / "offers.csv")
    bad = [{**rows[0], "报价编号": f"X{at}", "每包装价格": "?"} for at in range(250)]
    write_rows(case_a / "offers.csv", bad)
    said = greenward("plan", case_a, "--lang", "en")
    assert (said.code, "and 150 more" in said.err) == (3, True)


def test_an_offer_whose_category_is_not_settled_is_named_by_its_row(case_a: Path) -> None:
    rows = read_rows(case_a / "offers.csv")
    rows[4]["品名"] = "一体机"
    write_rows(case_a / "offers.csv", rows)
    assert "rows 6 of the offers file" in " ".join(greenward("plan", case_a, "--lang", "en").out.split())


def test_what_a_compiled_library_prints_never_reaches_the_output() -> None:
    """The solver prints lines of its own at times, past Python; they would break the JSON."""
    code = (
        "import os; from greenward.cli.main import keep_stdout; keep_stdout(); os.write(1, b'noise\\n'); print('ours')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("ours\n", "noise\n")
