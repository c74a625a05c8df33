"""What passes for a workbook and is none: bombs, lies, entities, macros, links."""

import contextlib
import io
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from greenward.exchange import workbook_gate
from greenward.exchange.sheet import read_sheet
from greenward.exchange.workbook_gate import inspect_workbook
from greenward.terms.problem import ProblemsError


def workbook(folder: Path) -> dict[str, bytes]:
    with xlsxwriter.Workbook(str(folder / "w.xlsx")) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})  # noqa: DTZ001  the same bytes at every run
        book.add_worksheet().write_string(0, 0, "heading")
    with zipfile.ZipFile(folder / "w.xlsx") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def found(parts: dict[str, bytes]) -> list[str]:
    return [problem.code for problem in inspect_workbook("w.xlsx", packed(parts))]


SHEET = "xl/worksheets/sheet1.xml"


def test_a_plain_workbook_passes(tmp_path: Path) -> None:
    assert found(workbook(tmp_path)) == []


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    assert found(workbook(tmp_path) | {"xl/media/x.bin": b"0" * 30_000_000}) == ["workbook.too_large"]


def test_a_total_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_gate, "MOST_TOTAL", 500)
    assert found(workbook(tmp_path)) == ["workbook.too_large"]


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    assert found(workbook(tmp_path) | {f"p{at}": b"" for at in range(2001)}) == ["workbook.too_many_parts"]


def test_macros_and_links_are_refused(tmp_path: Path) -> None:
    assert found(workbook(tmp_path) | {"xl/vbaProject.bin": b"x"}) == ["workbook.macros"]
    assert found(workbook(tmp_path) | {"xl/externalLinks/externalLink1.xml": b"<a/>"}) == ["workbook.links"]


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><worksheet>&c;</worksheet>'
    assert found(workbook(tmp_path) | {SHEET: laughs}) == ["file.broken_workbook"]


def test_a_sheet_that_declares_a_million_columns_is_refused(tmp_path: Path) -> None:
    parts = workbook(tmp_path)
    parts[SHEET] = parts[SHEET].replace(b'ref="A1"', b'ref="A1:XFD1048576"')
    assert found(parts) == ["workbook.declares_too_much"]


def test_a_zip_that_is_no_workbook_is_refused() -> None:
    assert found({"hello.txt": b"hello"}) == ["file.broken_workbook"]


@pytest.mark.parametrize("reference", ["XFD1048576", "ZZZZZZ9999999999", "AAAA1", "A0", "1A", ""])
def test_a_cell_far_outside_or_nowhere_is_refused(tmp_path: Path, reference: str) -> None:
    parts = workbook(tmp_path)
    parts[SHEET] = parts[SHEET].replace(b'<c r="A1"', b'<c r="%s"' % reference.encode())
    assert b'r="%s"' % reference.encode() in parts[SHEET]
    assert found(parts) == ["workbook.declares_too_much"]


@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_and_never_crashes(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "w.xlsx"
        workbook(Path(name))
        whole = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 30))):
            whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(bytes(whole))
        with contextlib.suppress(ProblemsError):
            assert read_sheet(path).headings
