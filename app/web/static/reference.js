// Sends the requests of the reference and shows the answers beside them. Without it, a form leads to its answer.
"use strict";

const MOST = 60000; // characters of an answer that are shown

const encoded = (text) => encodeURIComponent(text).replace(/'/g, "%27");
const readable = (query) => query.replace(/%2C/g, ",").replace(/%3A/g, ":").replace(/%2F/g, "/");
const quoted = (text) => JSON.stringify(text).slice(1, -1);
const forShell = (text) => text.replaceAll("'", "'\\''");

class Operation {
  constructor(element) {
    this.form = element.querySelector("form.request");
    this.link = element.querySelector("a.address");
    this.status = element.querySelector(".status");
    this.answer = element.querySelector(".answer");
    this.text = this.form.querySelector("textarea");
    this.root = new URL(this.form.dataset.base).pathname.replace(/\/$/, "");
    // Each sample has marks in its template where the address and the text stand.
    this.samples = [...element.querySelectorAll("[data-language]")].map((sample) => ({
      code: sample.querySelector("code"),
      copy: sample.querySelector("button"),
      quote: sample.dataset.language === "curl" ? forShell : quoted,
      template: sample.querySelector("code").textContent,
    }));
    const first = this.form.dataset.base + (this.link?.dataset.first ?? this.form.dataset.path);
    for (const sample of this.samples) {
      sample.template = sample.template.replaceAll(first, "\0");
      if (this.text) sample.template = sample.template.replaceAll(sample.quote(this.text.defaultValue), "\x01");
    }
    this.form.addEventListener("input", () => this.describe());
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    this.describe();
  }

  // The path and query that the form asks for.
  get address() {
    const query = new URLSearchParams();
    let path = this.form.dataset.path;
    for (const [name, value] of new FormData(this.form)) {
      const trimmed = value.trim();
      if (name.startsWith("{")) path = path.replace(name, encoded(trimmed));
      else if (trimmed && name !== this.text?.name) query.append(name, trimmed);
    }
    const asked = readable(query.toString());
    return path + (asked ? `?${asked}` : "");
  }

  describe() {
    const address = this.address;
    if (this.link) {
      this.link.href = this.root + address;
      this.link.firstElementChild.textContent = `GET ${address}`;
    }
    for (const { code, copy, quote, template } of this.samples) {
      const parts = { "\0": this.form.dataset.base + address, "\x01": this.text && quote(this.text.value) };
      code.textContent = template.replace(/[\0\x01]/g, (mark) => parts[mark]);
      copy.dataset.copy = code.textContent;
    }
  }

  async send() {
    const options = this.text
      ? { method: "POST", body: this.text.value, headers: { "Content-Type": "text/plain", Accept: "application/json" } }
      : {};
    const begin = performance.now();
    const turn = (this.turn = (this.turn ?? 0) + 1);
    this.status.textContent = "Waiting for the answer…";
    try {
      const response = await fetch(this.root + this.address, options);
      const content = await contentOf(response);
      if (turn === this.turn) await this.show(response, content, performance.now() - begin); // else another is asked
    } catch {
      if (turn === this.turn) this.status.textContent = "No answer: the service cannot be reached.";
    }
  }

  async show(response, content, milliseconds) {
    const kind = (response.headers.get("content-type") ?? "").split(";")[0];
    const size = content.size < 1000 ? `${content.size} bytes` : `${(content.size / 1000).toFixed(1)} kB`;
    this.status.textContent = `Answer: ${response.status} ${response.statusText} · ${Math.round(milliseconds)} ms · ${size}`;
    if (kind.startsWith("image/")) {
      this.answer.replaceChildren(Object.assign(new Image(), { src: this.root + this.address, alt: "The picture" }));
      return;
    }
    const text = /json|xml|calendar|^text\//.test(kind) ? await content.text() : `${kind}, ${size}`;
    const shown = kind.endsWith("json") ? indented(text) : text;
    const cut = shown.length > MOST ? `${shown.slice(0, MOST)}\n… ${shown.length - MOST} characters more` : shown;
    const code = document.createElement("code");
    code.textContent = cut;
    this.answer.replaceChildren(code);
    this.answer.scrollTop = 0;
  }
}

// A stream of events does not end by itself: what comes in two seconds is shown.
async function contentOf(response) {
  if (!(response.headers.get("content-type") ?? "").startsWith("text/event-stream")) return response.blob();
  const reader = response.body.getReader();
  const parts = [];
  setTimeout(() => reader.cancel(), 2000);
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value);
  return new Blob(parts);
}

function indented(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text; // JSON in lines
  }
}

const operations = new Map();
for (const element of document.querySelectorAll(".operation")) {
  if (element.querySelector("form.request")) operations.set(element, new Operation(element));
}

// What the address names is opened if it is folded, and its request is the one that is sent first.
function atHash() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const details = target?.closest("details");
  if (details && !details.open) {
    details.open = true;
    target.scrollIntoView();
  }
  return target?.closest(".operation");
}
addEventListener("hashchange", atHash);
const first = operations.get(atHash()) ?? operations.values().next().value;
if (first?.status && first.link) first.send();

// A language that is chosen once is chosen everywhere, and the next time.
function choose(language) {
  for (const radio of document.querySelectorAll(".code input")) radio.checked = radio.value === language;
}
document.addEventListener("change", ({ target }) => {
  if (!target.matches(".code input")) return;
  choose(target.value);
  try { localStorage.setItem("language", target.value); } catch { /* not allowed to remember */ }
});
try {
  const language = localStorage.getItem("language");
  if (language && document.querySelector(`.code input[value="${CSS.escape(language)}"]`)) choose(language);
} catch { /* not allowed to remember */ }

// Results appear as one types: they are cut from the page that the form leads to.
const search = document.getElementById("reference-search");
let waiting;
search.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const words = search.value.trim();
    const results = document.getElementById("results");
    if (!words) {
      results.replaceChildren();
      return;
    }
    const response = await fetch(`${search.form.action}?q=${encoded(words)}`).catch(() => null);
    const page = response?.ok ? await response.text() : "";
    const found = new DOMParser().parseFromString(page, "text/html").getElementById("results");
    if (found && words === search.value.trim()) results.replaceChildren(...found.childNodes);
  }, 150);
});
