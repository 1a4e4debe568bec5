// A form that is on its way is not sent again by a second click: what it does would be done twice.
// After a while it can be: the way may have been broken off.
(() => {
  const WHILE = 10_000; // milliseconds
  const sent = new WeakMap();
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (event.timeStamp - (sent.get(form) ?? -WHILE) < WHILE) event.preventDefault();
    else sent.set(form, event.timeStamp);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form").forEach((form) => sent.delete(form));
  });
})();
