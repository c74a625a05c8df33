"""Without an extra, what needs it says in one sentence what to install, and the rest works."""

import subprocess
import sys
from pathlib import Path

import pytest

from support import ROOT, Said


def without(module: str, *arguments: object) -> Said:
    """Run the command in a process in which ``module`` cannot be imported."""
    block = f"import sys; sys.modules['{module}'] = None; sys.argv[0] = 'greenward'"
    code = f"{block}\nfrom greenward.cli.main import run\nrun()"
    command = [sys.executable, "-W", "error", "-c", code, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, check=False)
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(("module", "extra", "ending"), [("typst", "pdf", "pdf"), ("docxtpl", "docx", "docx")])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_rendition_without_its_extra_says_what_to_install(
    tmp_path: Path, module: str, extra: str, ending: str, language: str
) -> None:
    files = (f"--{ending}", tmp_path / f"p.{ending}", "--html", tmp_path / "p.html")
    said = without(module, "plan", "examples/unit_x/case_a", *files, "--lang", language)
    assert (said.code, "[extra.missing]" in said.err) == (3, True)
    assert f'pip install "greenward[{extra}]"' in said.err
    assert list(tmp_path.glob("p.*")) == []


@pytest.mark.parametrize("module", ["typst", "docxtpl"])
def test_all_other_renditions_work_without_an_extra(tmp_path: Path, module: str) -> None:
    files = ("--html", tmp_path / "p.html", "--xlsx", tmp_path / "p.xlsx")
    assert without(module, "plan", "examples/unit_x/case_a", *files).code == 0
    assert {path.name for path in tmp_path.glob("p.*")} == {"p.html", "p.xlsx"}


@pytest.mark.parametrize(("language", "words"), [("en", "Left out: "), ("zh", "未生成PDF：")])
def test_the_demonstration_without_pdf_says_so_in_one_sentence_and_goes_on(
    tmp_path: Path, language: str, words: str
) -> None:
    said = without("typst", "demo", "--out", tmp_path / "demo", "--lang", language)
    assert said.code == 0
    assert said.out.splitlines()[-1].startswith(words)
    assert 'pip install "greenward[pdf]"' in said.out.splitlines()[-1]
    made = {path.name for path in (tmp_path / "demo").iterdir()}
    assert made == {"report-en.html", "report-zh.html", "plan.xlsx", "plan.json"}
