"""A real PostgreSQL for the races."""

from tests.contract.conftest import server

__all__ = ["server"]
