"""The report of case A is, to the byte, as it was last read and found right; ``make golden`` renews it on purpose."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from golden import FOLDER, golden_html, golden_pdf_text
from support import ROOT


def test_the_page_of_case_a_is_the_one_that_was_kept() -> None:
    for name, text in golden_html().items():
        assert text == (FOLDER / name).read_text("utf-8"), f"{name} changed: make golden, and read the difference"


@pytest.mark.needs("chinese fonts")
def test_the_text_of_the_pdf_of_case_a_is_the_one_that_was_kept() -> None:
    for name, text in golden_pdf_text().items():
        assert text == (FOLDER / name).read_text("utf-8"), f"{name} changed: make golden, and read the difference"


def test_the_kept_texts_hold_both_languages_and_every_table() -> None:
    kept = {path.name: path.read_text("utf-8") for path in FOLDER.iterdir()}
    assert sorted(kept) == ["report-en.html", "report-en.pdf.txt", "report-zh.html", "report-zh.pdf.txt"]
    assert kept["report-zh.html"].count("<section ") == kept["report-en.html"].count("<section ") > 8
    assert all("1,665,335.00" in text for text in kept.values())


@pytest.mark.needs("chinese fonts")
def test_every_rendition_is_the_same_to_the_byte_whatever_the_clock_and_the_process(tmp_path: Path) -> None:
    made = []
    for seed in ("1", "2"):
        files = [tmp_path / f"{seed}.{ending}" for ending in ("html", "pdf", "docx", "xlsx")]
        options = [word for path in files for word in (f"--{path.suffix[1:]}", str(path))]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed, "TZ": f"Etc/GMT+{seed}"}
        command = [sys.executable, "-m", "greenward", "plan", "examples/unit_x/case_a", *options]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        made.append({path.suffix: path.read_bytes() for path in files})
    assert [ending for ending in made[0] if made[0][ending] != made[1][ending]] == []
