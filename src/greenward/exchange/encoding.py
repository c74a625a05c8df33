"""Text of a CSV file, in UTF-8 or GB18030, never in a mixture of both."""

from collections.abc import Callable, Iterable

from greenward.terms.problem import Place, Problem, ProblemsError

_LONG = 0x0800  # from here on UTF-8 needs three bytes, which GB18030 text does not produce by chance
_UTF16 = (b"\xff\xfe", b"\xfe\xff")

Blocks = Callable[[], Iterable[bytes]]
"""Opens a file from its start as blocks of whole lines: no character holds the byte of a line end."""


def decode_text(file: str, data: bytes) -> tuple[str, str]:
    """Return the text and the name of its encoding; raises ProblemsError naming the row that does not fit."""
    encoding = detect_encoding(file, lambda: (data,))
    return data.decode("utf-8-sig" if encoding == "UTF-8" else encoding), encoding


def detect_encoding(file: str, blocks: Blocks) -> str:
    """Return UTF-8 or GB18030; raises ProblemsError naming the row that does not fit."""
    utf8_row = other_row = 0
    first = 1
    for block in blocks():
        if first == 1 and block.startswith(_UTF16):
            raise ProblemsError([Problem("file.utf16", Place(file))])
        if b"\x00" in block:
            row = first + block[: block.index(b"\x00")].count(b"\n")
            raise ProblemsError([Problem("file.nul_byte", Place(file, row))])
        if not _is_utf8(block) or not (utf8_row or block.isascii()):
            for number, line in enumerate(block.split(b"\n"), start=first):
                if not _is_utf8(line):
                    other_row = other_row or number
                elif not utf8_row and any(ord(sign) >= _LONG for sign in line.decode("utf-8")):
                    utf8_row = number
        if utf8_row and other_row:
            params: dict[str, object] = {"utf8": str(utf8_row), "other": str(other_row)}
            raise ProblemsError([Problem("file.mixed_encodings", Place(file, other_row), params)])
        first += block.count(b"\n")
    return _gb18030(file, blocks) if other_row else "UTF-8"


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _gb18030(file: str, blocks: Blocks) -> str:
    first = 1
    for block in blocks():
        try:
            block.decode("gb18030")
        except UnicodeDecodeError as error:
            row = first + block[: error.start].count(b"\n")
            raise ProblemsError([Problem("file.unknown_encoding", Place(file, row))]) from error
        first += block.count(b"\n")
    return "GB18030"
