"""LibreOffice as a second opinion: what it makes of a file of ours, for tests only."""

import csv
import io
import os
import re
import subprocess
import zipfile
from pathlib import Path


def converted(path: Path, ending: str) -> Path:
    """Let LibreOffice write ``path`` in another format beside it."""
    home = f"-env:UserInstallation={(path.parent / 'office').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", ending, "--outdir", str(path.parent), str(path)]
    environment = {**os.environ, "HOME": str(path.parent)}
    subprocess.run(command, check=True, capture_output=True, env=environment, timeout=300)
    return path.with_suffix("." + ending.partition(":")[0])


def recomputed(book: bytes, folder: Path, sheet: int) -> list[list[str]]:
    """Return the cells of a sheet (the first is 1) after LibreOffice computed each formula itself.

    The values that the workbook holds beside its formulas are taken out first, so that none can be passed on.
    """
    path = folder / "recomputed.xlsx"
    path.write_bytes(_without_values(book))
    options = f"csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,{sheet}"
    converted(path, options)
    made = next(folder.glob("recomputed*.csv"))
    rows = list(csv.reader(io.StringIO(made.read_text("utf-8"))))
    made.unlink()
    return rows


def _without_values(book: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.startswith("xl/worksheets/sheet"):
                data = re.sub(rb"(<f>[^<]*</f>)<v>[^<]*</v>", rb"\1", data)
            new.writestr(info.filename, data)
    return made.getvalue()
