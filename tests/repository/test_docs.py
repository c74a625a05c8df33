"""The documentation builds strictly in both languages and says what the program says."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from greenward.cli.main import app
from greenward.documents.office_template import placeholders_of
from greenward.exchange.columns import TABLES
from papers import report
from support import ROOT, greenward

PAGES = sorted(path.relative_to(ROOT / "docs/en") for path in (ROOT / "docs/en").rglob("*.md"))


def build(config: Path, target: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "mkdocs",
        "build",
        "--strict",
        "-f",
        str(config),
        "-d",
        str(target),
    ]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_the_documentation_builds_strictly(tmp_path: Path) -> None:
    done = build(ROOT / "mkdocs.yml", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    assert (tmp_path / "site/zh/glossary/index.html").is_file()


def test_a_broken_link_would_stop_the_build(tmp_path: Path) -> None:
    config = (ROOT / "mkdocs.yml").read_text("utf-8").replace("docs_dir: docs", f"docs_dir: {tmp_path / 'docs'}")
    for page in PAGES:
        for language in ("en", "zh"):
            target = tmp_path / "docs" / language / page
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text("# Page\n\n[nowhere](nowhere.md)\n", "utf-8")
    (tmp_path / "mkdocs.yml").write_text(config, "utf-8")
    assert build(tmp_path / "mkdocs.yml", tmp_path / "site").returncode != 0


def test_both_languages_have_the_same_pages() -> None:
    chinese = sorted(path.relative_to(ROOT / "docs/zh") for path in (ROOT / "docs/zh").rglob("*.md"))
    assert chinese == PAGES


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_command_is_documented(language: str) -> None:
    text = (ROOT / f"docs/{language}/reference/commands.md").read_text("utf-8")
    names = [str(command.name) for command in app.registered_commands]
    for group in app.registered_groups:
        assert group.typer_instance is not None
        names += [f"{group.name} {command.name}" for command in group.typer_instance.registered_commands]
    assert len(names) == 17
    assert [name for name in names if f"`{name}" not in text] == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_required_column_is_documented(language: str) -> None:
    text = (ROOT / f"docs/{language}/reference/sheets.md").read_text("utf-8")
    missing = [
        column.key
        for table in TABLES.values()
        for column in table.columns
        if column.required and column.key not in text
    ]
    assert missing == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_placeholder_of_a_word_template_is_documented(language: str) -> None:
    text = (ROOT / f"docs/{language}/how-to/print-and-sign.md").read_text("utf-8")
    known = placeholders_of(report("en")).known
    assert len(known) > 12
    assert [name for name in sorted(known) if f"{{{{ {name} }}}}" not in text and f"`{name}`" not in text] == []


@pytest.mark.parametrize("page", ["docs/en/tutorial/first-plan.md", "docs/zh/tutorial/first-plan.md"])
def test_every_check_in_the_tutorial_answers(page: str) -> None:
    lines = (ROOT / page).read_text("utf-8").splitlines()
    commands = [
        line.split("greenward ", 1)[1].split() for line in lines if line.startswith("    .venv/bin/greenward check")
    ]
    assert len(commands) >= 5
    for command in commands:
        said = greenward(*[word.strip('"') for word in command])
        assert said.code == 0, said.err
