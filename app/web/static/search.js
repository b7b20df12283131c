// The search field answers while a reader types: a combobox whose options are links. Without this script the button
// leads to the page of hits.
"use strict";

const WAIT = 150; // milliseconds after the last key before the service is asked

for (const form of document.querySelectorAll("form.search")) {
  const input = form.elements.q;
  const list = document.createElement("div");
  const status = document.createElement("p");
  let timer, request, current = -1;

  const options = () => [...list.querySelectorAll("[role=option]")];

  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    if (!open) choose(-1);
  }

  function choose(index) {
    current = index;
    input.removeAttribute("aria-activedescendant");
    options().forEach((option, number) => {
      option.setAttribute("aria-selected", String(number === index));
      if (number !== index) return;
      input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    });
  }

  async function ask() {
    const text = input.value.trim();
    request?.abort();
    if (text.length < 2) return show(false);
    request = new AbortController();
    try {
      const address = `${form.action}?${new URLSearchParams({ q: text, part: "1" })}`;
      const response = await fetch(address, { signal: request.signal });
      if (!response.ok) return show(false);
      const part = new DOMParser().parseFromString(await response.text(), "text/html");
      const message = part.querySelector("[role=status]")?.textContent.trim();
      list.replaceChildren(...part.querySelectorAll("[role=option]"));
      options().forEach((option, number) => { option.id = `${list.id}-${number}`; });
      const count = options().length;
      status.textContent = message || `${count} suggestion${count === 1 ? "" : "s"}. Arrow keys choose, Enter opens.`;
      show(count > 0 && document.activeElement === input);
    } catch (error) {
      if (error.name !== "AbortError") show(false);
    }
    return undefined;
  }

  list.id = `search-options-${document.querySelectorAll(".search-options").length}`;
  list.className = "search-options";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    const every = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && every.length) {
      event.preventDefault();
      if (list.hidden) show(true);
      const next = current < 0 && step < 0 ? every.length - 1 : current + step;
      choose(next >= every.length ? -1 : next);
    } else if (event.key === "Enter" && current >= 0) {
      event.preventDefault();
      every[current].click();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) show(false);
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // a click must not take the focus away first
}
