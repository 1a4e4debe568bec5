"""Text of twice the size fits, and is not cut off."""

import pytest

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


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (640, "en"), (640, "ar")])
def test_every_page_holds_text_of_twice_the_size(walk, open_page, width, language):
    page = open_page(width=width, locale=language, reduced_motion="reduce")
    browser = page.context.new_cdp_session(page)
    browser.send("Page.setFontSizes", {"fontSizes": TWICE})
    found = []
    for name in walk(page):
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            found.append(f"{name}: wider than the screen")
        found += [f"{name}: cut off: {each}" for each in page.evaluate(CUT)]
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert not found, "\n".join(found)
