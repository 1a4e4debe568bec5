// Adds drag and drop to the plan board, and the same by keyboard. It does nothing by itself: each drop
// offers the moves that the menus have, as links to their previews.
(() => {
  const table = document.querySelector(".plan");
  if (!table) return;
  const make = (tag, fields, ...children) => {
    const made = Object.assign(document.createElement(tag), fields);
    made.append(...children);
    return made;
  };
  const rows = [...table.querySelectorAll("tr.day")];
  const wordsOf = (row) => row.querySelector(".day__date").firstChild.textContent.trim();
  const movableIn = (row) => row.querySelector("[data-movable]");
  const order = [...document.querySelectorAll("[data-movable]")].map((each) => each.dataset.lecture);

  const status = make("p", { className: "unseen", role: "status" });
  const heading = make("h2", { id: "drop-title" });
  const choices = make("ul", { className: "drop__choices" });
  const cancel = make("button", { type: "button", className: "drop__cancel", textContent: "Cancel" });
  const dialog = make("dialog", { className: "drop" }, heading, choices, cancel);
  dialog.setAttribute("aria-labelledby", heading.id);
  table.after(status, dialog);
  cancel.addEventListener("click", () => dialog.close());

  let held = null; // { grip, lecture, target, pointer }

  const aim = (row) => {
    if (!held || held.target === row) return;
    held.target?.classList.remove("day--target");
    held.target = row;
    row?.classList.add("day--target");
  };

  const letGo = () => {
    aim(null);
    held?.lecture.classList.remove("lecture--held");
    held?.grip.setAttribute("aria-pressed", "false");
    held = null;
  };

  const take = (grip, lecture, pointer) => {
    letGo();
    held = { grip, lecture, pointer, target: null };
    lecture.classList.add("lecture--held");
    grip.setAttribute("aria-pressed", "true");
  };

  const offer = (words, path, query) => {
    const address = `${path}?${new URLSearchParams(query)}`;
    choices.append(make("li", {}, make("a", { href: address, textContent: words })));
  };

  // What a drop on a day can mean, the likeliest first.
  const drop = () => {
    const { lecture, target, grip } = held;
    const from = lecture.closest("tr.day");
    letGo();
    grip.focus();
    if (!target || target === from) return;
    const { lecture: key, name } = lecture.dataset;
    const there = movableIn(target);
    const day = target.dataset.day;
    choices.replaceChildren();
    heading.textContent = `${name} to ${wordsOf(target)}`;
    if (there) {
      const place = order.indexOf(there.dataset.lecture);
      const isLater = order.indexOf(key) < place;
      const to = isLater ? order[place + 1] ?? "end" : there.dataset.lecture;
      offer("Take this day; the lectures between move by one class", "move/preview/", { lecture: key, to, renumber: "on" });
      offer(`Swap with ${there.dataset.name}`, "swap/preview/", { lecture: key, other: there.dataset.lecture, renumber: "on" });
      offer(`Hold together with ${there.dataset.name}`, "merge/preview/", { lecture: key, into: there.dataset.lecture });
    }
    if (target.querySelector(".session:not(.session--not-held)")) offer(`Pin to ${wordsOf(target)}`, "pin/preview/", { lecture: key, on: day });
    if (!target.matches(".day--closed")) offer("Make-up class on this day …", "make-up/", { lecture: key, on: day });
    if (!choices.childElementCount) {
      status.textContent = `There is no class on ${wordsOf(target)}.`;
      return;
    }
    dialog.showModal();
  };

  const rowAt = (x, y) => document.elementFromPoint(x, y)?.closest("tr.day") ?? null;
  const EDGE = 60;

  const follow = (event) => {
    if (held?.pointer !== event.pointerId) return;
    if (event.clientY < EDGE) scrollBy(0, -12);
    if (event.clientY > innerHeight - EDGE) scrollBy(0, 12);
    aim(rowAt(event.clientX, event.clientY));
  };

  const step = (by) => {
    const from = rows.indexOf(held.target ?? held.lecture.closest("tr.day"));
    const next = rows[Math.min(Math.max(from + by, 0), rows.length - 1)];
    aim(next);
    next.scrollIntoView({ block: "nearest" });
    const there = movableIn(next);
    status.textContent = there && there !== held.lecture ? `${wordsOf(next)}, ${there.dataset.name}` : wordsOf(next);
  };

  const KEYS = {
    ArrowUp: () => step(-1),
    ArrowDown: () => step(1),
    Enter: drop,
    " ": drop,
    Escape: () => {
      status.textContent = "Put back.";
      letGo();
    },
  };

  for (const lecture of document.querySelectorAll("[data-movable]")) {
    const grip = make("button", { type: "button", className: "grip" });
    grip.setAttribute("aria-label", `Move ${lecture.dataset.name}`);
    grip.setAttribute("aria-pressed", "false");
    lecture.prepend(grip);
    grip.addEventListener("pointerdown", (event) => {
      if (event.button) return;
      grip.setPointerCapture(event.pointerId);
      take(grip, lecture, event.pointerId);
    });
    grip.addEventListener("pointermove", follow);
    grip.addEventListener("pointerup", (event) => held?.pointer === event.pointerId && drop());
    grip.addEventListener("pointercancel", letGo);
    grip.addEventListener("keydown", (event) => {
      if (held && KEYS[event.key]) {
        event.preventDefault();
        KEYS[event.key]();
      } else if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        take(grip, lecture, null);
        status.textContent = `${lecture.dataset.name} taken. Arrow keys choose a day, Enter drops it, Escape puts it back.`;
      }
    });
    grip.addEventListener("blur", () => held?.pointer === null && letGo());
  }

  // One menu at a time; Escape and a click elsewhere close it.
  const menus = [...document.querySelectorAll(".menu")];
  const close = (except) => menus.forEach((menu) => { if (menu !== except) menu.open = false; });
  menus.forEach((menu) => menu.addEventListener("toggle", () => menu.open && close(menu)));
  document.addEventListener("click", (event) => close(event.target.closest(".menu")));
  document.addEventListener("keydown", (event) => {
    const open = menus.find((menu) => menu.open);
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
})();
