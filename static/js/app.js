// Enhancements only: every page works without this file, and each part asks whether its elements are there.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const on = (target, type, act) => target.addEventListener(type, act);
  const { lang, dataset } = document.documentElement;

  const make = (tag, fields) => Object.assign(document.createElement(tag), fields);

  // The words of the page's language stand on <body> as data-word-…; {} is where a value goes.
  const words = document.body.dataset;

  // localStorage throws where a browser forbids storage.
  const memory = {
    get(key) { try { return localStorage.getItem(key); } catch { return null; } },
    set(key, value) { try { localStorage.setItem(key, value); } catch { /* not kept, then */ } },
  };

  /* ---- time */

  // The wall clock of a zone or of the reader: date as in <time datetime>, minutes of the day. Intl takes
  // longer to begin than all of this file does, Temporal no time. Swedes write as ISO does.
  const wall = (date, zone) => {
    const text = globalThis.Temporal ? `${Temporal.Instant.from(date.toISOString()).toZonedDateTimeISO(zone ?? Temporal.Now.timeZoneId())}`
      : new Intl.DateTimeFormat("sv", { dateStyle: "short", timeStyle: "short", timeZone: zone }).format(date);
    const [day, hour, past] = text.split(/[ T:]/);
    return { day, hour, past, minute: hour * 60 + Number(past) };
  };

  // Like the two times on <body>: 9:05 am and 9:05 pm, or 09:05 and 21:05.
  const clockText = (date, zone) => {
    const { hour, past } = wall(date, zone);
    const { morning, evening } = words;
    const whole = morning.includes("09") ? hour : Number(hour);
    const shown = evening.includes("21") ? whole : hour % 12 || 12;
    return (hour < 12 ? morning : evening).replace(/\d+:05/, `${shown}:${past}`);
  };

  const count = (value, unit, short) => (lang === "en" ? `${value} ${short}`
    : new Intl.NumberFormat(lang, { style: "unit", unit, unitDisplay: "short" }).format(value));

  // "9 h 39 min"; rough gives the larger of the two alone, for narrow places.
  const duration = (minutes, rough) => {
    const hours = Math.floor(minutes / 60);
    const rest = minutes % 60;
    const shown = hours ? [count(hours, "hour", "h")] : [];
    if (!hours || (rest && !rough)) shown.push(count(rest, "minute", "min"));
    return shown.join(" ");
  };

  const withBoldNumbers = (text) => text.split(/(\d+)/).map((piece, index) => (index % 2 ? make("b", { textContent: piece }) : piece));

  // A page asked for another day (?on=) keeps what the server wrote: the present has no place on it.
  const present = !("on" in dataset);

  const showClock = (now) => {
    const time = $(".topbar__clock[data-zone] time");
    if (!time) return;
    time.dataset.text ??= time.textContent;
    const { zone } = time.parentElement.dataset;
    const sameDay = time.dateTime === wall(now, zone).day;
    time.textContent = sameDay ? time.dataset.moment.replace("{}", clockText(now, zone)) : time.dataset.text;
  };

  // The line and its label on the axis, drawn only inside the hours shown and on the course's own today.
  const showNowLine = (now) => {
    const week = $(".week[data-zone]");
    const today = week && $(".day[data-today]", week);
    if (!today) return;
    $$(".nowline, .week__clock", week).forEach((old) => old.remove());
    const { day, minute } = wall(now, week.dataset.zone);
    const style = getComputedStyle(week);
    const minutes = (hours) => 60 * style.getPropertyValue(hours);
    const after = minute - minutes("--h");
    if (after < 0 || after > minutes("--hours") || $("time", today)?.dateTime !== day) return;
    const line = make("i", { className: "nowline", ariaHidden: "true" });
    const label = make("li", { className: "week__clock", textContent: clockText(now, week.dataset.zone).match(/\d+:\d+/) });
    for (const each of [line, label]) each.style.setProperty("--at", minute);
    $(".day__time", today)?.prepend(line);
    $(".week__axis ol", week)?.append(label);
  };

  const minutesUntil = (instant, now) => Math.ceil((Date.parse(instant) - now) / 60000);

  // The server counts days; in the last 24 hours the script counts hours and minutes.
  const showCountdowns = (now) => {
    for (const place of $$("[data-due]")) {
      const minutes = minutesUntil(place.dataset.due, now);
      const rough = place.matches(".dues__count");
      if (minutes > 0 && minutes < 1440) {
        const text = duration(minutes, rough);
        place.replaceChildren(...withBoldNumbers(rough ? text : words.wordLeft.replace("{}", text)));
      } else if (minutes <= 0 && minutes > -1440) {
        place.textContent = words.wordOver;
      }
    }
    for (const place of $$("[data-in]")) {
      const minutes = minutesUntil(place.dataset.in, now);
      const soon = minutes > 0 && minutes < 1440;
      place.textContent = soon ? place.dataset.before + words.wordIn.replace("{}", duration(minutes)) : "";
    }
  };

  const showSessions = (now) => {
    for (const place of $$("[data-begins][data-ends]")) {
      const live = Date.parse(place.dataset.begins) <= now && now < Date.parse(place.dataset.ends);
      place.toggleAttribute("data-live", live);
      for (const label of $$("[data-live-text]", place)) {
        label.dataset.text ??= label.textContent;
        label.textContent = live ? label.dataset.liveText : label.dataset.text;
      }
    }
  };

  const tick = () => {
    const now = new Date();
    for (const show of [showClock, showNowLine, showCountdowns, showSessions]) {
      try { show(now); } catch { /* an unknown zone or instant: the server's text stays */ }
    }
  };

  if (present) {
    tick();
    const everyMinute = () => setTimeout(() => { tick(); everyMinute(); }, 60000 - (Date.now() % 60000));
    everyMinute();
    on(document, "visibilitychange", () => document.hidden || tick());
  }

  // The reader's own time in brackets, where it differs, for marked times, the next session and what is due.
  // It never moves an event to another day, and leaves a page alone that was asked for a zone.
  const next = $$(".ev[data-begins]").find((each) => Date.parse(each.dataset.ends) > Date.now());
  const times = $$("time[data-local]").map((time) => [time, time.dateTime]);
  if (next) times.push([$(".ev__time", next), next.dataset.begins]);
  for (const count of $$("[data-due]")) times.push([$(".dues__what time, .change ins, .dl__meta", count.parentElement), count.dataset.due]);
  for (const [time, at] of /[?&]tz=/.test(location.search) ? [] : times) {
    try {
      const instant = new Date(at);
      const zone = (time.closest("[data-zone]") ?? $("[data-zone]"))?.dataset.zone;
      const course = wall(instant, zone);
      const own = wall(instant);
      if (!zone || (course.day === own.day && course.minute === own.minute)) continue;
      const frame = course.day === own.day ? "{}"
        : words.elsewhere.replace("{day}", instant.toLocaleDateString(lang, { weekday: "short" }));
      const text = frame.replace("{}", clockText(instant));
      time.append(make("span", { className: "local", textContent: words.wordLocal.replace("{}", text) }));
    } catch { /* not an instant */ }
  }

  /* ---- copy, subscribe */

  const say = (near, text) => {
    const status = $(".feed__status", near.closest("section") ?? document) ?? $("[role=status]");
    if (status) status.textContent = text;
  };

  for (const button of $$("[data-copy]")) {
    on(button, "click", async () => {
      const field = $(button.dataset.copy);
      if (!field) return;
      field.select();
      let word = words.wordCopied;
      try { await navigator.clipboard.writeText(field.value); } catch { word = words.wordCopyFailed; }
      say(button, word);
    });
  }

  const kindsOf = (form) => $$("[name=only]:checked", form).map((box) => box.value);

  // The link follows the choices, so the submit button is not needed.
  const build = $(".build[data-feed]");
  if (build) {
    $(".build__go", build).hidden = true;
    on(build, "change", () => {
      const kinds = kindsOf(build);
      const query = [`only=${kinds.join(",")}`];
      for (const kind of kinds) {
        const leads = build.elements[`alarm-${kind}`]?.value.match(/\S+/g) ?? [];
        query.push(...leads.map((lead) => `alarm=${kind}:${lead}`));
      }
      for (const name of ["deadlines", "cancelled", "summary", "language", "past"]) {
        const value = build.elements[name]?.value;
        if (value && value !== "block") query.push(`${name}=${value}`);
      }
      const asking = (address, parts = query) => [address, ...parts].join("&").replace(/^([^?&]*)&/, "$1?");
      const https = asking(build.dataset.feed);
      const webcal = https.replace(/^https?:/, "webcal:");
      const links = {
        webcal,
        file: https,
        tasks: asking(build.dataset.tasks, query.filter((part) => !/^only|^alarm=(?!deadline)/.test(part))),
        google: `https://calendar.google.com/calendar/r?cid=${encodeURIComponent(webcal)}`,
        outlook: `https://outlook.office.com/calendar/0/addfromweb?url=${encodeURIComponent(https)}&name=${encodeURIComponent(build.dataset.name)}`,
      };
      for (const link of $$("a[data-app]")) link.href = links[link.dataset.app] ?? link.href;
      const field = $("#feed-url");
      if (field) field.value = https;
      for (const text of $$("[data-feed-address]")) text.textContent = https;
      const code = $("img[data-qr]");
      if (code && kinds.length) code.src = asking(code.dataset.qr);
      say(field ?? build, kinds.length ? words.wordUpdated : words.wordChoose);
    });
  }

  /* ---- week: filters and keys */

  // CSS already hides what is unticked; this keeps the address, and the links to other weeks, in step.
  const filters = $(".filters");
  if (filters) {
    const share = () => {
      const only = $("[name=only]:not(:checked)", filters) ? kindsOf(filters).join(",") : "";
      const carry = (address) => {
        const url = new URL(address);
        url.searchParams.delete("only");
        if (only) url.search += `${url.search ? "&" : "?"}only=${only}`;
        return url.href;
      };
      history.replaceState(history.state, "", carry(location.href));
      for (const link of $$(".cal__nav a, .cal .strip a")) link.href = carry(link.href);
      const form = $(".goto");
      if (!form) return;
      $$("[name=only]", form).forEach((old) => old.remove());
      if (only) form.append(make("input", { type: "hidden", name: "only", value: only }));
    };
    on(filters, "change", share);
    // What the server left out (data-partial) comes with a new page; this one then takes up the focus.
    const partial = filters.matches("[data-partial]");
    on(filters, "change", ({ target }) => {
      if (!partial || !target.checked || target.defaultChecked) return;
      history.replaceState({ fetched: target.id }, "");
      location.reload();
    });
    $$("[type=submit]", filters).forEach((button) => { button.hidden = partial; });
    const { fetched } = history.state ?? {};
    if (fetched) {
      $(`#${CSS.escape(fetched)}`)?.focus({ preventScroll: true });
      history.replaceState(null, "");
    }
    // A browser that brings back a form's state on reload does so without telling.
    on(window, "pageshow", (event) => { if (event.persisted) share(); });
  }

  // Single keys; they can be switched off (WCAG 2.1.4), and never act inside a field or with a modifier.
  const dialog = $("dialog.keys");
  const toggle = $("#keys-on");
  if (toggle) {
    toggle.checked = memory.get("keys") !== "off";
    on(toggle, "change", () => memory.set("keys", toggle.checked ? "on" : "off"));
  }
  on(window, "keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input:not([type=checkbox], [type=radio]), select, textarea, dialog, [contenteditable]")) return;
    if (toggle ? !toggle.checked : memory.get("keys") === "off") return;
    if (event.key === "?" && dialog) { dialog.showModal(); return; }
    const target = $(`[aria-keyshortcuts="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    target[target.matches("input, select") ? "focus" : "click"]();
  });
  for (const opener of $$("[data-keys]")) {
    opener.hidden = !dialog;
    on(opener, "click", () => dialog?.showModal());
  }

  // What measures the page waits for the frame that lays it out, which is not painted yet.
  requestAnimationFrame(() => {
    // A strip too long for the page scrolls by itself: to the week that is open, or to the present one.
    for (const strip of $$(".strip__scroll")) {
      const week = $("[aria-current=page]", strip) ?? $("[aria-current]", strip);
      const middle = (element) => { const { left, width } = element.getBoundingClientRect(); return left + width / 2; };
      if (week) strip.scrollLeft += middle(week) - middle(strip);
    }
    // A table wider than the page scrolls by itself, so the keyboard must reach it.
    for (const table of $$(".prose table")) if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
  });

  /* ---- menus, theme */

  on(window, "keydown", (event) => {
    const open = event.key === "Escape" && $(".menu[open]");
    if (open) { open.open = false; $("summary", open).focus(); }
  });
  on(window, "click", (event) => {
    for (const menu of $$(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  // CSS shows a newly chosen theme at once; this keeps it, so that there is nothing to save.
  const theme = $("form.theme");
  if (theme) {
    const save = $("button", theme);
    save.hidden = true;
    on(theme, "change", async () => {
      const body = new URLSearchParams(new FormData(theme));
      const answer = await fetch(theme.action, { method: "POST", body, redirect: "manual" }).catch(() => null);
      save.hidden = answer?.ok || answer?.type === "opaqueredirect";
    });
  }

  /* ---- my courses */

  // Ticks are kept for their term; what the address picks comes first.
  const picks = $("[data-term]");
  const shelf = `picks ${picks?.dataset.term}`;
  const recall = () => memory.get(shelf)?.match(/\S+/g) ?? [];
  const keep = (slugs) => memory.set(shelf, slugs.join(" "));
  for (const link of $$("[data-drop]")) {
    const gone = link.dataset.drop.split(" ");
    on(link, "click", () => keep(recall().filter((slug) => !gone.includes(slug))));
  }
  const mine = $(".mine");
  if (mine) {
    for (const slug of location.search.includes("course=") ? [] : recall()) {
      const box = $(`[value="${CSS.escape(slug)}"]`, picks) ?? $("[name=course]").cloneNode();
      box.checked = true;
      if (box.value === slug) continue;
      box.value = box.dataset.number = slug;
      $(".picks__others").append(document.createElement("label"));
      $(".picks__others :last-child").append(box, slug);
    }
    const show = () => {
      const ticked = $$(":checked", picks);
      $("b", mine).textContent = ticked.map((box) => box.dataset.number).join(mine.dataset.comma);
      return ticked;
    };
    mine.hidden = !show().length;
    on(picks, "change", () => keep(show().map((box) => box.value)));
  }
})();
