// What is wrong with the boxes of a page: wider than the screen, over each other, cut off, spilled.
({ clamps, bleeds }) => {
  const found = [];
  const root = document.documentElement;
  const slack = 2;
  const name = ({ tagName, classList }) => [tagName.toLowerCase(), ...classList].join(".");
  const say = (what, element, more = "") =>
    found.push(`${what}: ${name(element)} ${more} "${element.textContent.trim().slice(0, 30)}"`);
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });

  if (root.scrollWidth > root.clientWidth) found.push(`wider than the screen by ${root.scrollWidth - root.clientWidth}`);

  for (const day of document.querySelectorAll(".day")) {
    const frame = day.getBoundingClientRect();
    const blocks = [...day.querySelectorAll(".session:not(.session--dueline)")].filter(isShown);
    const boxes = blocks.map((block) => block.getBoundingClientRect());
    boxes.forEach((box, n) => {
      if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1) {
        say("outside its day", blocks[n]);
      }
      boxes.slice(n + 1).forEach((other, after) => {
        const wide = Math.min(box.right, other.right) - Math.max(box.left, other.left);
        const high = Math.min(box.bottom, other.bottom) - Math.max(box.top, other.top);
        if (wide > 0.5 && high > 0.5) say("over another session", blocks[n], name(blocks[n + after + 1]));
      });
    });
  }

  for (const element of document.querySelectorAll("body *")) {
    const { scrollWidth, scrollHeight, clientWidth, clientHeight } = element;
    const isTooHigh = scrollHeight > clientHeight + slack;
    const isTooWide = scrollWidth > clientWidth + slack;
    if (!(isTooHigh || isTooWide) || clientWidth <= 1 || !element.textContent.trim()) continue;
    if (element.closest(`svg, select, input, .vh, .skip, ${clamps}`) || !isShown(element)) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
    const size = `${scrollWidth}×${scrollHeight} in ${clientWidth}×${clientHeight}`;
    if ((isTooHigh && cuts(overflowY)) || (isTooWide && cuts(overflowX))) say("cut off", element, size);
    else if (isTooWide && overflowX === "visible" && !element.matches(bleeds)) {
      // The innermost is at fault; those around it are too narrow for it as well.
      const inner = [...element.children].some((child) => child.clientWidth && child.scrollWidth > child.clientWidth + slack);
      if (!inner) say("spills", element, size);
    }
  }
  return found;
}
