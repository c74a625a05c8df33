import socket
import subprocess
import sys

import pytest
import sitecustomize


def test_a_connection_off_this_machine_is_refused() -> None:
    with socket.socket() as far, pytest.raises(sitecustomize.NotLoopbackError):
        far.connect(("192.0.2.1", 80))


def test_a_name_off_this_machine_is_not_looked_up() -> None:
    with pytest.raises(sitecustomize.NotLoopbackError):
        socket.getaddrinfo("example.org", 80)


def test_a_child_process_is_held_back_too() -> None:
    code = "import socket; socket.socket().connect(('192.0.2.1', 80))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "NotLoopbackError" in done.stderr


def test_loopback_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as near:
        assert near.getpeername() == server.getsockname()
