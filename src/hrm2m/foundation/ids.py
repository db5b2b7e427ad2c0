"""Random identifiers that may be shown in addresses; numbers of rows never leave the server."""

import base64
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


REF_LENGTH = 26
REF_BYTES = 16

_source: ContextVar[Callable[[int], bytes]] = ContextVar("hrm2m_random_source", default=secrets.token_bytes)


def random_bytes(count: int) -> bytes:
    """`count` bytes from the system's random source, or from the one `drawn_from` set."""
    return _source.get()(count)


def new_ref() -> str:
    """A random 128-bit reference: 26 lower-case base32 characters."""
    return base64.b32encode(random_bytes(REF_BYTES)).decode().rstrip("=").lower()


@contextmanager
def drawn_from(source: Callable[[int], bytes]) -> Iterator[None]:
    """Draws identifiers and nonces from `source`: for byte-equal tests and the invented area only."""
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)
