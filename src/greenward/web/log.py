"""One line of JSON for each thing that went wrong: when, where, what, without names, texts or query strings."""

import json
import logging
import traceback
from datetime import UTC, datetime


class JsonLines(logging.Formatter):
    """Formats a record as one line; an exception is told by its type and the places that it came through."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. Messages are kept without their arguments: these may hold what a person typed."""
        found: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "what": str(record.msg),
        }
        request = getattr(record, "request", None)
        if request is not None and hasattr(request, "path"):
            found |= {"path": request.path[:200], "method": request.method, "person": getattr(request.user, "pk", None)}
        if getattr(record, "status_code", None) is not None:
            found["status"] = record.status_code  # type: ignore[attr-defined]  # Django's own
        if record.exc_info and record.exc_info[0] is not None:
            found["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            found["through"] = [
                f"{frame.filename.rpartition('site-packages')[2]}:{frame.lineno}" for frame in frames[-8:]
            ]
        return json.dumps(found, ensure_ascii=False)
