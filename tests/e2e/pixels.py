"""What can be told apart in a picture of a page."""

import base64

from playwright.sync_api import Page

RECTS = """(selector) => [...document.querySelectorAll(selector)]
  .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".vh, .skip"))
  .map((each) => {
    const { x, y, width, height } = each.getBoundingClientRect();
    const name = `${each.localName}.${each.className} “${each.textContent.trim().slice(0, 30)}”`;
    return { name, x: x + scrollX, y: y + scrollY, width, height };
  })
  .filter(({ x, width, height }) => width > 0 && height > 0 && x + width > 0 && x < innerWidth)"""

CONTRASTS = """async ([picture, rects, edge]) => {
  const bytes = Uint8Array.from(atob(picture), (each) => each.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.drawImage(bitmap, 0, 0);
  const linear = (value) => (value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  return rects.map(({ name, x, y, width, height }) => {
    const left = Math.max(0, Math.floor(x) - 2), top = Math.max(0, Math.floor(y) - 2);
    const wide = Math.ceil(width) + 4, high = Math.ceil(height) + 4;
    const { data } = context.getImageData(left, top, wide, high);
    const lights = [];
    for (let row = 0; row < high; row += 1) {
      for (let column = 0; column < wide; column += 1) {
        const inside = Math.min(row, column, high - 1 - row, wide - 1 - column);
        const at = 4 * (row * wide + column);
        if (edge && inside > 5) continue;
        lights.push(0.2126 * linear(data[at]) + 0.7152 * linear(data[at + 1]) + 0.0722 * linear(data[at + 2]));
      }
    }
    lights.sort((one, other) => one - other);
    return { name, contrast: (lights.at(-3) + 0.05) / (lights[2] + 0.05) };
  });
}"""


def faint(page: Page, blank: Page, selector: str, *, edge: bool = False, least: float = 3) -> list:
    """Return what can hardly be told from its ground: the names of elements, each with its contrast.

    Args:
        page: The page to take a picture of.
        blank: A page of no site, to read the picture in: a site's CSP forbids it.
        selector: Which elements to look at.
        edge: Whether to look at the border alone, for what holds text.
        least: The contrast from which a shape counts as seen (WCAG 1.4.11: 3 to 1).
    """
    rects = page.evaluate(RECTS, selector)
    picture = base64.b64encode(page.screenshot(full_page=True)).decode()
    found = blank.evaluate(CONTRASTS, [picture, rects, edge])
    return [f"{each['name']}: {each['contrast']:.1f}" for each in found if each["contrast"] < least]
