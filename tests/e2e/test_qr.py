"""The QR code of the subscribe page as a phone sees it: on a screen, from pixels."""

import re
from base64 import b64decode, b64encode

import pytest
from playwright.sync_api import expect

from courses.importers.course_file import parse_term
from courses.importers.rows import save_term
from tests.published import FIXTURES, load
from tests.qr_codes import decode_pixels

SUBSCRIBE = "/2023-fall/6.5940/subscribe/"
GREY = """
async (picture) => {
  const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
  const { width, height } = image;
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let grey = "";
  for (let i = 0; i < data.length; i += 4) {
    grey += String.fromCharCode((data[i] + data[i + 1] + data[i + 2]) / 3);
  }
  return { width, height, grey: btoa(grey) };
}
"""


@pytest.fixture
def mit(transactional_db):
    save_term(parse_term((FIXTURES / "2023-fall.yaml").read_bytes()))
    return load("6.5940")


def scan(page, blank):
    """Return what the code that is seen on a page says."""
    code = page.locator(".feed__qr img")
    expect(code).to_be_visible()
    expect(code).to_have_js_property("complete", True)
    picture = b64encode(code.screenshot()).decode()
    seen = blank.evaluate(GREY, picture)
    return decode_pixels(b64decode(seen["grey"]), width=seen["width"], height=seen["height"])


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
def test_the_code_follows_the_choices(mit, open_page, color_scheme):
    page, blank = open_page(color_scheme=color_scheme), open_page()
    page.goto(SUBSCRIBE)
    address = page.get_by_label("Feed address")
    assert scan(page, blank) == [address.input_value()]
    with page.expect_response("**/qr.svg?*"):
        page.get_by_role("checkbox", name="Handed out").uncheck()
    with page.expect_response("**/qr.svg?*"):
        page.get_by_label("Reminder for Deadlines").select_option("1 day and 2 hours before")
    assert address.input_value().endswith("&alarm=deadline:P1D&alarm=deadline:PT2H")
    assert scan(page, blank) == [address.input_value()]


def test_with_every_option_the_code_can_still_be_read(mit, open_page):
    page, blank = open_page(), open_page()
    page.goto(
        f"{SUBSCRIBE}?only=lecture&only=deadline&only=release&only=office-hours&only=no-class"
        "&only=announcement&alarm-lecture=PT15M&alarm-deadline=P1D+PT2H&alarm-office-hours=PT15M"
        "&deadlines=day"
    )
    assert scan(page, blank) == [page.get_by_label("Feed address").input_value()]


def test_without_kinds_the_last_code_stays(mit, open_page):
    page = open_page()
    page.goto(f"{SUBSCRIBE}?only=lecture&deadlines=block")
    page.get_by_role("checkbox", name="Lectures").uncheck()
    expect(page.locator(".feed__qr img")).to_have_attribute(
        "src", "/2023-fall/6.5940/qr.svg?only=lecture"
    )


def test_without_script_the_code_is_of_the_submitted_choices(mit, open_page):
    page, blank = open_page(java_script_enabled=False), open_page()
    page.goto(SUBSCRIBE)
    page.get_by_role("checkbox", name="Lectures").uncheck()
    page.get_by_role("button", name="Update link").click()
    address = page.get_by_label("Feed address")
    expect(address).to_have_value(re.compile("only="))
    assert scan(page, blank) == [address.input_value()]


def test_a_phone_shows_no_code_for_itself(mit, open_page):
    page = open_page(width=390)
    page.goto(SUBSCRIBE)
    expect(page.locator(".feed__qr img")).to_be_hidden()
