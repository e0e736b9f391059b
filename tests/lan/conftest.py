"""A hall for each test of the server; one browser for all of the phones' page, when first asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium import webdriver

    from tests.lan.hall import Hall
    from tests.lan.phones import Phone
    from tests.lan.served import Served
    from tests.lan.stand_in import StandIn


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """A session file with the phone server before it."""
    from tests.lan.hall import hall_in

    with hall_in(tmp_path / "hall.workshop") as hall:
        yield hall


@pytest.fixture(scope="session")
def driver() -> Iterator[webdriver.Chrome]:
    """A real Chromium, or a skip; under CI a failure."""
    from tests.lan import phones

    yield from phones.browser()


@pytest.fixture
def room(request: pytest.FixtureRequest) -> Iterator[StandIn | Served]:
    """A room of the stand-in, or of what the test asks for."""
    from tests.lan.stand_in import StandIn

    room: StandIn | Served = getattr(request, "param", StandIn)()
    yield room
    room.stop()


@pytest.fixture
def phone(driver: webdriver.Chrome, room: StandIn | Served) -> Iterator[Phone]:
    """A phone that has seen nothing; the console of its browser must stay empty."""
    from tests.lan.phones import Phone
    from tests.lan.stand_in import page_words

    phone = Phone(driver, page_words()["en"])
    yield phone
    said = phone.logs()
    driver.get("about:blank")
    assert not said, "the console of the browser says something"
