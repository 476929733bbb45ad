"""A site of one's own for a test, answered by threads; nothing of one test is seen by another."""

import pytest

from tests.dashboard.site import a_site


@pytest.fixture
def site():
    """A browser-like client with its own cookies."""
    with a_site() as client:
        yield client
