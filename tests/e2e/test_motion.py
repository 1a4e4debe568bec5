"""Whoever asks for less motion gets none."""

from tests.e2e.test_keyboard import turn

MOVING = """() => {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const part of ["", "::before", "::after", "::backdrop"]) {
      const style = getComputedStyle(element, part || undefined);
      const times = `${style.transitionDuration}, ${style.animationDuration}`.split(", ");
      const moves = times.some((time) => parseFloat(time) > 0) || style.scrollBehavior === "smooth";
      if (moves) found.push(element.localName + part);
    }
  }
  for (const animation of document.getAnimations()) found.push(animation.constructor.name);
  return [...new Set(found)];
}"""
TELL_PASSAGE = """addEventListener("pagereveal", (event) => {
  document.documentElement.toggleAttribute("data-passage", Boolean(event.viewTransition));
});"""
ASKS_FOR_PASSAGES = """() => {
  const holds = ({ media }) => !media || matchMedia(media.mediaText).matches;
  const within = (rules) => [...rules ?? []].filter(holds).flatMap((rule) => [rule, ...within(rule.cssRules)]);
  return [...document.styleSheets].filter(holds).flatMap((sheet) => within(sheet.cssRules))
    .some((rule) => rule.constructor.name === "CSSViewTransitionRule" && rule.navigation === "auto");
}"""


def turn_pages(page):
    """Go through some weeks by key; tell for each whether the browser made a passage to it."""
    for key, days in (("n", "Nov 6 – 12"), ("p", "Oct 30 – Nov 5")) * 2:
        turn(page, key, days)
        yield page.locator("html").get_attribute("data-passage") is not None


def test_no_page_moves(walk, open_page):
    page = open_page(reduced_motion="reduce")
    found = []
    for name in walk(page):
        page.locator(".brand").hover()
        page.keyboard.press("Tab")
        found += [f"{name}: {each}" for each in page.evaluate(MOVING)]
    assert not found, "\n".join(found)


def test_weeks_change_without_a_passage(walk, open_page):
    page = open_page(reduced_motion="reduce")
    page.add_init_script(TELL_PASSAGE)
    for _ in walk(page, ["week"]):
        assert not page.evaluate(ASKS_FOR_PASSAGES)
        assert not any(turn_pages(page))


def test_for_all_others_buttons_and_weeks_do_move(walk, open_page):
    page = open_page()
    for _ in walk(page, ["week"]):
        assert "a" in page.evaluate(MOVING)
        # Where a page is long in coming the browser leaves the passage to it out, so none is waited for.
        assert page.evaluate(ASKS_FOR_PASSAGES)
