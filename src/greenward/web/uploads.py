"""What people hand in: refused before it is read where it is too large, kept under its hash, shown as a download."""

from urllib.parse import quote

from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404

from greenward.terms.problem import Place, Problem, ProblemsError
from greenward.web.files import keep, kept
from greenward.web.services.refusal import RefusedError

MOST_LIST, MOST_ROUTES, MOST_EVIDENCE = 5_000_000, 1_000_000, 20_000_000
EVIDENCE = (b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"PK\x03\x04")
"""How a PDF, a PNG, a JPEG, and a DOCX or OFD begin."""


def list_taken_in(file: "UploadedFile[bytes]", most: int = MOST_LIST) -> str:
    """Return the SHA-256 of a list that was handed in; raises ProblemsError for one too large, before it is read."""
    if (file.size or 0) > most:
        raise ProblemsError([Problem("file.too_large", Place(file.name or ""), {"most": str(most)})])
    return keep(file.read())


def evidence_taken_in(file: "UploadedFile[bytes] | None") -> str:
    """Return the SHA-256 of a document, empty for none; raises RefusedError for one too large or of another kind."""
    if file is None:
        return ""
    if (file.size or 0) > MOST_EVIDENCE:
        raise RefusedError("upload.too_large", most=MOST_EVIDENCE // 1_000_000)
    data = file.read()
    if not data.startswith(EVIDENCE):
        raise RefusedError("upload.no_kind")
    return keep(data)


def handed_out(digest: str, name: str) -> FileResponse:
    """Return a kept file as a download that no browser runs; raises Http404 where it is not there."""
    path = kept(digest)
    if path is None:
        raise Http404
    answer = FileResponse(path.open("rb"), content_type="application/octet-stream")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name or digest[:12], safe='')}"
    answer["Content-Security-Policy"] = "sandbox"
    return answer
