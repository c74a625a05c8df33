"""Refuses every connection that is not loopback: in the tests' own process and, by PYTHONPATH, in their children."""

import ipaddress
import sys


class NotLoopbackError(RuntimeError):
    """Something tried to leave this machine."""


def _guard(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = arguments[1]
        host = address[0] if isinstance(address, tuple) else None
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if isinstance(host, bytes):
        host = host.decode()
    if isinstance(host, str) and host not in ("", "localhost") and not _loopback(host):
        raise NotLoopbackError(f"{event} to {host}: tests stay on this machine")


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


sys.addaudithook(_guard)
