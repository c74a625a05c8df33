"""Whose word on who somebody is may be taken: what comes encrypted, or from this machine."""

from urllib.parse import urlsplit


def trusted(name: str, url: str) -> str:
    """Return ``url`` of a provider of identities, the setting ``name``; raises ValueError where it can be forged.

    Neither a CAS server's answer nor an ID token fetched from its server is checked by signature: the connection is it.
    """
    parts = urlsplit(url)
    if url and parts.scheme != "https" and (parts.scheme != "http" or parts.hostname not in ("127.0.0.1", "localhost")):
        raise ValueError(f"{name}: {url} must begin with https://")
    return url
