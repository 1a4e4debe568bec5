"""Text of twice the size fits, and is not cut off."""

import pytest

WIDTHS = (1280, 640)
TWICE = {"standard": 32, "fixed": 26}
CUT = """() => [...document.querySelectorAll("body *")]
  .filter((each) => {
    const style = getComputedStyle(each);
    const isCut = (overflow, inside, box) => ["hidden", "clip"].includes(overflow) && inside > box + 1;
    const isMeant = style.clipPath !== "none";
    return !isMeant && each.checkVisibility() && each.textContent.trim()
      && (isCut(style.overflowX, each.scrollWidth, each.clientWidth)
        || isCut(style.overflowY, each.scrollHeight, each.clientHeight));
  })
  .map((each) => `${each.localName}.${each.className} “${each.textContent.trim().slice(0, 40)}”`)"""


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_page_holds_text_of_twice_the_size(walk, open_page, language):
    page = open_page(locale=language, reduced_motion="reduce")
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": TWICE})
    found = []
    for name in walk(page):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                found.append(f"{name}, {width} px: wider than the screen")
            found += [f"{name}, {width} px: cut off: {each}" for each in page.evaluate(CUT)]
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert not found, "\n".join(found)
