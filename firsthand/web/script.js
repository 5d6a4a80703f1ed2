"use strict";
// Everything works without this file: links lead to the words and back. It adds highlighting of all the words of a
// line, the way back to where one came from, and the filter.
(() => {
  const every = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  const byKey = new Map();
  for (const name of ["data-ids", "data-parts"]) {
    for (const mark of every(`mark[${name}]`)) {
      for (const key of mark.getAttribute(name).split(" ")) {
        if (!byKey.has(key)) byKey.set(key, []);
        byKey.get(key).push([mark, name]);
      }
    }
  }
  const reader = document.getElementById("reader");
  const back = document.getElementById("back");
  const live = document.getElementById("live");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let came = null;

  const clear = () => every(".lit, .lit-part, .lit-line").forEach((each) => each.classList.remove("lit", "lit-part", "lit-line"));

  function show(key, from) {
    let found = byKey.get(key) || [];
    const named = from && from.dataset.entity;
    if (named && found.length) {
      const page = found[0][0].closest(".source");
      found = byKey.get(named).filter(([mark]) => page.contains(mark));
    }
    const words = found.filter(([, name]) => name === "data-ids").map(([mark]) => mark);
    const anchor = document.getElementById("w-" + key);
    if (!words.length && !anchor) return false;
    clear();
    for (const [mark, name] of found) mark.classList.add(name === "data-ids" ? "lit" : "lit-part");
    const first = words[0] || anchor;
    for (let at = first.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (from) {
      came = from;
      const line = from.closest(".line, .brief, .carried, .variant, .claim, tr, li");
      if (line) line.classList.add("lit-line");
      const ref = line && line.querySelector(".ref");
      back.textContent = ref ? "← back to " + ref.textContent.trim() : "← back";
      back.hidden = false;
    }
    first.setAttribute("tabindex", "-1");
    first.focus({ preventScroll: true });
    first.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    live.textContent = "Shown in the page: " + words.map((mark) => mark.textContent).join("").slice(0, 200);
    return true;
  }

  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target.closest("a[href^='#']");
    if (link) {
      const target = link.getAttribute("href").slice(1);
      if (target.startsWith("w-") && show(target.slice(2), link)) {
        event.preventDefault();
        history.pushState(null, "", "#" + target);
      } else if (link !== back && reader.contains(link)) {
        const line = document.getElementById(target);
        clear();
        if (line) line.classList.add("lit-line");
      }
      return;
    }
    if (String(getSelection()) || event.target.closest("button, input, select, summary, label")) return;
    const line = event.target.closest(".line, .brief, .carried, .variant");
    const words = line && line.querySelector("a.words");
    if (words) words.click();
  });

  back.addEventListener("click", (event) => {
    event.preventDefault();
    if (!came) return;
    clear();
    const line = came.closest(".line, .brief, .carried, .variant");
    if (line) line.classList.add("lit-line");
    came.focus({ preventScroll: true });
    came.scrollIntoView({ block: "center" });
    back.hidden = true;
  });

  const arrive = () => {
    const target = decodeURIComponent(location.hash.slice(1));
    if (target.startsWith("w-")) show(target.slice(2), null);
  };
  addEventListener("popstate", arrive);
  arrive();

  const form = document.getElementById("filter");
  if (!form) return;
  const [words, page, entity] = ["words", "page", "entity"].map((name) => document.getElementById("filter-" + name));
  const found = document.getElementById("filter-found");
  const lines = every(".section-said .line").map((line) => [line, (line.dataset.words + " " + line.textContent).toLowerCase()]);
  const plain = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

  function narrow() {
    const wanted = plain(words.value);
    let shown = 0;
    for (const [line, text] of lines) {
      const fits = wanted.every((word) => text.includes(word))
        && (!page.value || line.dataset.page === page.value)
        && (!entity.value || line.dataset.entities.split(" ").includes(entity.value));
      line.hidden = !fits;
      shown += fits;
    }
    for (const group of every(".section-said .group")) group.hidden = !group.querySelector(".line:not([hidden])");
    found.textContent = shown === lines.length ? "" : `${shown} of ${lines.length} statements`;
  }
  form.hidden = false;
  form.addEventListener("input", narrow);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(narrow));
  words.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { words.value = ""; narrow(); }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".ref[href^='#'], .tag");
    const line = link && document.getElementById(link.getAttribute("href").slice(1));
    if (line && line.hidden) { form.reset(); narrow(); }
  }, true);
})();
