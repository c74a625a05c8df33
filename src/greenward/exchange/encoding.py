"""Text of a CSV file, in UTF-8 or GB18030, never in a mixture of both."""

from greenward.terms.problem import Place, Problem, ProblemsError

_LONG = 0x0800  # from here on UTF-8 needs three bytes, which GB18030 text does not produce by chance


def decode_text(file: str, data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding; raises ProblemsError naming the row that does not fit."""
    if b"\x00" in data:
        row = data[: data.index(b"\x00")].count(b"\n") + 1
        raise ProblemsError([Problem("file.nul_byte", Place(file, row))])
    try:
        return data.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        pass
    _refuse_mixture(file, data)
    try:
        return data.decode("gb18030"), "GB18030"
    except UnicodeDecodeError as error:
        row = data[: error.start].count(b"\n") + 1
        raise ProblemsError([Problem("file.unknown_encoding", Place(file, row))]) from error


def _refuse_mixture(file: str, data: bytes) -> None:
    utf8_rows, other_rows = [], []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if line.isascii():
            continue
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            other_rows.append(number)
        else:
            if any(ord(sign) >= _LONG for sign in text):
                utf8_rows.append(number)
    if utf8_rows and other_rows:
        params: dict[str, object] = {"utf8": str(utf8_rows[0]), "other": str(other_rows[0])}
        raise ProblemsError([Problem("file.mixed_encodings", Place(file, other_rows[0]), params)])
