// Makes elements. Texts are only ever set as text, so that an article cannot bring markup.

export function el(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "class") element.className = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...present(children));
  return element;
}

// Control characters, and those that turn or split the text around them unseen. One sign stands for each.
const UNSEEN = /[\0-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const visible = (child) => (typeof child === "string" ? child.replace(UNSEEN, "\ufffd") : child);

const present = (children) => children.flat(Infinity)
  .filter((child) => child !== null && child !== undefined && child !== false).map(visible);

// A button with the key that does the same.
export function action(text, key, onclick, properties = {}) {
  const label = key ? [text, " ", el("kbd", {"aria-hidden": "true"}, key)] : [text];
  return el("button", {type: "button", onclick, "aria-keyshortcuts": key, ...properties}, label);
}

export const byId = (id) => document.getElementById(id);

// Opens the dialog of the page with a title. Esc closes it; focus returns to where it was.
export function openDialog(title, ...content) {
  const dialog = byId("dialog");
  const before = document.activeElement;
  const close = () => dialog.close();
  dialog.replaceChildren(
    el("div", {class: "dialog-head"},
      el("h2", {id: "dialog-title", tabindex: "-1"}, title),
      el("button", {type: "button", onclick: close, class: "plain"}, "Close")),
    ...present(content));
  dialog.onclose = () => { if (before?.isConnected) before.focus({preventScroll: true}); };
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector("[autofocus]") ?? byId("dialog-title")).focus();
  return close;
}

export function say(text, isBad = false) {
  const message = byId("message");
  message.className = isBad ? "bad" : "";
  message.textContent = text;
}
