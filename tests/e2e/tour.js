// Writes down every stop that Tab makes on a page, and how it looks there. Read by tour.py.
(() => {
  const CHAIN = 4;
  const SELECTOR = "a[href], button, input, select, textarea, summary, [tabindex], [contenteditable]";

  const shown = (element) => element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
    && element.getClientRects().length > 0;
  const isStop = (element) => {
    if (element.disabled || element.tabIndex < 0 || element.type === "hidden" || !shown(element)) return false;
    if (element.type !== "radio") return true;
    // Of a group of radio buttons, Tab stops at the chosen one, else at the first.
    const group = [...document.getElementsByName(element.name)].filter((each) => each.form === element.form);
    return element === (group.find((each) => each.checked) ?? group[0]);
  };

  const words = (element) => {
    const text = element.getAttribute("aria-label") || element.innerText || element.id || element.name || "";
    return `${element.localName} “${text.trim().replace(/\s+/g, " ").slice(0, 40)}”`;
  };

  // A ring may be drawn by what holds the link, where the link covers its box.
  const chain = (element) => {
    const found = [];
    for (let each = element; each && found.length < CHAIN; each = each.parentElement) found.push(each);
    return found;
  };
  const drawn = (element) => {
    const style = getComputedStyle(element);
    const outline = style.outlineStyle === "none" || parseFloat(style.outlineWidth) === 0
      ? "" : `${style.outlineStyle} ${style.outlineWidth} ${style.outlineColor}`;
    return { outline, shadow: style.boxShadow === "none" ? "" : style.boxShadow };
  };

  // The sides on which something cuts the ring off.
  const cut = (element) => {
    const style = getComputedStyle(element);
    const grow = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth) - 1;
    const box = element.getBoundingClientRect();
    const ring = { top: box.top - grow, bottom: box.bottom + grow, left: box.left - grow, right: box.right + grow };
    const sides = new Set();
    for (let holder = element.parentElement; holder; holder = holder.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(holder);
      const inside = holder.getBoundingClientRect();
      if (overflowY !== "visible") {
        if (ring.top < inside.top) sides.add("top");
        if (ring.bottom > inside.bottom) sides.add("bottom");
      }
      if (overflowX !== "visible") {
        if (ring.left < inside.left) sides.add("left");
        if (ring.right > inside.right) sides.add("right");
      }
    }
    return [...sides];
  };

  // Whether the middle of what one sees of it is in the window, and on top.
  const covered = (element) => {
    for (const rect of element.getClientRects()) {
      const x = (Math.max(rect.left, 0) + Math.min(rect.right, innerWidth)) / 2;
      const y = (Math.max(rect.top, 0) + Math.min(rect.bottom, innerHeight)) / 2;
      const top = rect.width && rect.height && document.elementFromPoint(x, y);
      if (top && (element.contains(top) || top.contains(element) || top.closest("label")?.control === element)) return "";
      if (top) return `covered by ${words(top)}`;
    }
    return "out of the window";
  };

  // Tab goes on from where the focus was, even when nothing has it.
  const isSet = document.activeElement !== document.body;
  document.activeElement.blur();

  const expected = [...document.querySelectorAll(SELECTOR)].filter(isStop);
  const before = new Map();
  for (const element of expected) for (const each of chain(element)) before.set(each, drawn(each));

  const ringOf = (element) => chain(element).find((each) => {
    const old = before.get(each);
    const now = drawn(each);
    return (now.outline && now.outline !== old?.outline) || (now.shadow && now.shadow !== old?.shadow);
  });

  const stops = [];
  const faults = [];
  const look = () => {
    const element = document.activeElement;
    // Behind the last stop the browser has the focus, and may give it back a moment after it was asked.
    if (!element || element === document.body || stops.includes(element)) return;
    stops.push(element);
    const ring = ringOf(element);
    const found = [covered(element)];
    if (!ring) found.push("no ring");
    else if (drawn(ring).outline && cut(ring).length > 1) found.push(`ring cut off: ${cut(ring)}`);
    for (const each of found) if (each) faults.push(`${words(element)}: ${each}`);
  };
  // When Tab is pressed, the page has settled on the stop before.
  addEventListener("keydown", look, true);

  // A page that sets the focus is walked from there, and round.
  const wraps = () => {
    const order = stops.map((each) => expected.indexOf(each));
    return order.filter((each, index) => index > 0 && each < order[index - 1]).length;
  };

  window.tour = {
    count: expected.length,
    isRound: () => stops.includes(document.activeElement) && document.activeElement !== stops.at(-1),
    report: () => {
      const missed = expected.filter((each) => !stops.includes(each)).map((each) => `${words(each)}: never reached`);
      const strays = stops.filter((each) => !expected.includes(each)).map((each) => `${words(each)}: not expected`);
      return [...faults, ...missed, ...strays, ...(wraps() > (isSet ? 1 : 0) ? ["not in the order of reading"] : [])];
    },
  };
})();
