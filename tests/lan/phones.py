"""A phone's browser for the tests: real Chromium, driven as a person would, and its questions."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING, Any

import pytest
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException, TimeoutException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.wait import WebDriverWait

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selenium.webdriver.remote.webelement import WebElement

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
MISSING = (
    "No Chromium with its chromedriver was found, so the phones’ page was not tried. On Debian: "
    "sudo apt-get install chromium chromium-driver"
)

PATIENCE = 15


def browser() -> Iterator[webdriver.Chrome]:
    """A headless Chromium; without one the tests are skipped, and fail where ``CI`` is set."""
    program = next(filter(None, map(shutil.which, BROWSERS)), None)
    driver = shutil.which("chromedriver")
    if program is None or driver is None:
        if os.environ.get("CI", "").lower() in ("", "0", "false"):
            pytest.skip(MISSING)
        pytest.fail(MISSING)
    options = webdriver.ChromeOptions()
    options.binary_location = program
    for switch in (
        "headless=new",
        "no-sandbox",  # the tests may run as root, and open only our own page
        "disable-dev-shm-usage",
        "disable-gpu",
        "disable-background-networking",
        "disable-component-update",
        "no-first-run",
        "force-color-profile=srgb",
        "lang=en-GB",
        "host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ):
        options.add_argument(f"--{switch}")
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options, Service(driver))
    try:
        yield chrome
    finally:
        chrome.quit()


class Phone:
    """One browser at one room; ``words`` are the page's, in English."""

    def __init__(self, driver: webdriver.Chrome, words: dict[str, str]) -> None:
        """Begin as a stranger with a small screen that speaks English in daylight."""
        self.driver = driver
        self.words = words
        for handle in driver.window_handles[1:]:
            driver.switch_to.window(handle)
            driver.close()
        driver.switch_to.window(driver.window_handles[0])
        driver.get("about:blank")
        self.cdp("Network.enable")
        self.cdp("Network.clearBrowserCookies")
        self.offline(False)
        self.size(360, 740)
        self.media()
        self.speaks("en-GB")
        self.logs()

    def cdp(self, command: str, **arguments: Any) -> dict[str, Any]:
        """Ask the browser something that no page may."""
        answer: dict[str, Any] = self.driver.execute_cdp_cmd(command, arguments)
        return answer

    def js(self, script: str, *arguments: Any) -> Any:
        """Run a function's body in the page."""
        return self.driver.execute_script(script, *arguments)

    # -- the phone -----------------------------------------------------------------------

    def size(self, width: int, height: int) -> None:
        """Have a screen of so many CSS pixels."""
        self.cdp(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=2,
            mobile=True,
        )

    def media(self, **features: str) -> None:
        """Prefer something: ``prefers_color_scheme="dark"``; light and still otherwise."""
        wanted = {"prefers_color_scheme": "light", "prefers_reduced_motion": "reduce", **features}
        named = [{"name": name.replace("_", "-"), "value": wanted[name]} for name in wanted]
        self.cdp("Emulation.setEmulatedMedia", features=named)

    def speaks(self, language: str) -> None:
        """Be set to a language."""
        agent = self.js("return navigator.userAgent")
        self.cdp("Network.setUserAgentOverride", userAgent=agent, acceptLanguage=language)

    def offline(self, is_off: bool) -> None:
        """Leave the Wi-Fi, or come back."""
        speed = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        self.cdp("Network.emulateNetworkConditions", offline=is_off, **speed)

    def large_text(self, percent: int = 200) -> None:
        """Set the phone's own text size, as the rem of every page."""
        self.js("document.documentElement.style.fontSize = arguments[0] + '%'", percent)

    def logs(self) -> list[str]:
        """What the console said since the last time, other than that a request was refused."""
        said = [str(entry["message"]) for entry in self._log("browser")]
        return [line for line in said if "Failed to load resource" not in line]

    def requests(self) -> list[str]:
        """Every address that was asked for since the last time, DNS or not."""
        messages = (json.loads(entry["message"])["message"] for entry in self._log("performance"))
        return [
            message["params"]["request"]["url"]
            for message in messages
            if message["method"] == "Network.requestWillBeSent"
        ]

    def _log(self, kind: str) -> list[dict[str, Any]]:
        entries: list[dict[str, Any]] = self.driver.execute("getLog", {"type": kind})["value"]
        return entries

    # -- looking -------------------------------------------------------------------------

    def until(self, found: Callable[[], Any], what: str) -> Any:
        """Wait for something to be true; returns it."""

        def look(_: webdriver.Chrome) -> Any:
            return found()

        ignored = [StaleElementReferenceException]
        try:
            return WebDriverWait(self.driver, PATIENCE, 0.03, ignored).until(look)
        except TimeoutException:
            pytest.fail(f"never seen: {what}; it shows {self.text()!r}")

    def text(self) -> str:
        """All that can be read."""
        return str(self.js("return document.body ? document.body.innerText : ''"))

    def heading(self) -> str:
        """What the screen is called."""
        found = self.js("const h = document.getElementById('head'); return h && h.textContent")
        return str(found or "")

    def sees(self, text: str) -> None:
        """Wait until a text can be read anywhere."""
        self.until(lambda: text in self.text(), text)

    def at(self, heading: str) -> None:
        """Wait until the screen has this heading."""
        self.until(lambda: self.heading() == heading, heading)

    def says(self, key: str, **fields: object) -> None:
        """Wait until a text of the page's own can be read."""
        text = self.words[key]
        self.sees(text.format(**fields) if fields else text)

    def screen(self, key: str) -> None:
        """Wait until the heading is a text of the page's own."""
        self.at(self.words[key])

    def focused(self) -> str:
        """The id of what has the keyboard."""
        return str(self.js("return document.activeElement.id"))

    def kept(self) -> str:
        """All that the browser keeps of this page: storage, history, what is drawn."""
        return str(
            self.js(
                "return JSON.stringify([Object.assign({}, localStorage),"
                " Object.assign({}, sessionStorage), history.state, location.href,"
                " document.documentElement.outerHTML,"
                " Array.from(document.querySelectorAll('input')).map(i => [i.value, i.checked])])"
            )
        )

    # -- doing ---------------------------------------------------------------------------

    def element(self, id_: str) -> WebElement:
        """What has an id, as soon as it is there."""
        found: WebElement = self.until(
            lambda: next(iter(self.driver.find_elements(By.ID, id_)), None), f"#{id_}"
        )
        return found

    def press(self, id_: str) -> None:
        """Tap on it; an input's label is what fingers meet."""

        def tap() -> bool:
            element = self.element(id_)
            if element.tag_name == "input" and element.get_attribute("type") != "text":
                element = self.driver.find_element(By.CSS_SELECTOR, f"label[for={id_}]")
            self.js("arguments[0].scrollIntoView({block: 'center'})", element)
            element.click()
            return True

        self.until(tap, f"#{id_} to tap")

    def type(self, id_: str, text: str) -> None:
        """Replace what stands in a field."""
        field = self.element(id_)
        field.clear()
        field.send_keys(text)

    def keys(self, *keys: str) -> None:
        """Press keys, wherever the keyboard is."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def answer(self, id_: str, heading: str) -> None:
        """Choose, go on, and wait for the next screen."""
        self.press(id_)
        self.press("next")
        self.at(heading)
