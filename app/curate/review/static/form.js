// The form of a record: an input for each field, by its type. Ids are suggested from what is recorded.

import {el} from "./elements.js";
import {draftInAddress, read} from "./client.js";

let count = 0;
const newId = () => `input-${++count}`;

// What a value looks like, by the name of its field, else by its type.
const HINTS = {value: "8950000000 or 4.5", date: "2026-02-02 or 2026-02"};

function suggesting(input, kind) {
  const list = el("datalist", {id: newId()});
  input.setAttribute("list", list.id);
  let timer;
  const fill = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const query = new URLSearchParams({words: input.value, draft: draftInAddress(), ...(kind ? {kind} : {})});
      const names = await read(`/names?${query}`).catch(() => ({items: []}));
      list.replaceChildren(...names.items.map((name) => el("option", {value: name.id}, name.name)));
    }, 120);
  };
  input.addEventListener("input", fill);
  input.addEventListener("focus", fill);
  return [input, list];
}

// Each returns an element and a function that reads its value; undefined is no value.
function simple(field, value, id) {
  if (field.type === "choice") {
    const select = el("select", {id}, el("option", {value: ""}, "–"),
      field.choices.map((choice) => el("option", {value: choice, selected: choice === value}, choice)));
    return [select, () => select.value || undefined];
  }
  if (field.type === "flag") {
    const box = el("input", {id, type: "checkbox", checked: value === true});
    return [box, () => (box.checked ? true : undefined)];
  }
  if (field.type === "pairs") {
    const text = el("textarea", {id, rows: "2", placeholder: "name: value, a line for each"});
    text.value = Object.entries(value ?? {}).map(([name, content]) => `${name}: ${content}`).join("\n");
    return [text, () => {
      const lines = text.value.split("\n").filter((line) => line.trim());
      if (!lines.length) return undefined;
      return Object.fromEntries(lines.map((line) => {
        const [name, ...rest] = line.split(":");
        return [name.trim(), rest.join(":").trim()];
      }));
    }];
  }
  const isLong = ["title", "summary", "because", "account", "scope"].includes(field.name);
  const input = isLong ? el("textarea", {id, rows: "2"}) :
    el("input", {id, inputmode: field.type === "number" ? "decimal" : undefined, placeholder: HINTS[field.name] ?? HINTS[field.type], autocomplete: "off"});
  input.value = value ?? "";
  input.dataset.field = field.name;
  const reader = () => {
    const text = input.value.trim();
    if (!text) return undefined;
    return field.type === "number" && String(Number(text)) === text ? Number(text) : text;
  };
  return [field.type === "reference" ? suggesting(input, field.kind) : input, reader];
}

function group(field, value, label) {
  const parts = field.fields.map((part) => [part, labelled(part, typeof value === "object" ? value?.[part.name] : undefined)]);
  if (typeof value === "string") parts[0][1] = labelled(parts[0][0], value);
  const reader = () => {
    const values = Object.fromEntries(parts.map(([part, [, get]]) => [part.name, get()]).filter(([, got]) => got !== undefined));
    return Object.keys(values).length ? values : undefined;
  };
  return [el("fieldset", {}, el("legend", {}, label), parts.map(([, [element]]) => element)), reader];
}

function list(field, values, label) {
  const rows = el("div", {class: "rows"});
  const readers = new Map();
  const add = (value, focus) => {
    const number = readers.size + 1;
    const id = newId();
    const name = `${label} ${number}`;
    const [element, get] = field.item.type === "group" ? group(field.item, value, name) : simple(field.item, value, id);
    const row = el("div", {class: "row"}, element,
      el("button", {type: "button", class: "small", "aria-label": `Remove ${name}`, onclick: () => { readers.delete(row); row.remove(); }}, "Remove"));
    const input = row.querySelector(`#${id}`);
    if (input) input.setAttribute("aria-label", name);
    readers.set(row, get);
    rows.append(row);
    if (focus) row.querySelector("input, select, textarea")?.focus();
  };
  for (const value of Array.isArray(values) ? values : values === undefined ? [] : [values]) add(value, false);
  const button = el("button", {type: "button", class: "small", onclick: () => add(undefined, true)}, `Add to ${label.toLowerCase()}`);
  const reader = () => {
    const items = [...readers.values()].map((get) => get()).filter((value) => value !== undefined);
    return items.length ? items : undefined;
  };
  return [el("fieldset", {}, el("legend", {}, label), rows, button), reader];
}

function labelled(field, value) {
  if (field.type === "list") return list(field, value, field.label);
  if (field.type === "group") return group(field, value, field.label);
  const id = newId();
  const [element, get] = simple(field, value, id);
  return [el("div", {class: "field"}, el("label", {for: id}, field.label, field.required ? " (needed)" : ""), element), get];
}

// An id made of a title: “Talks in Ankara” is talks-in-ankara.
const slug = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ı", "i").replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "").slice(0, 60);

// Fills in the id of a new record while its title or name is typed.
function suggestId(body) {
  const [id, title] = ["id", "title"].map((name) => body.querySelector(`[data-field="${name}"]`));
  const source = title ?? body.querySelector('[data-field="name"]');
  if (!id || !source || id.value) return;
  let isOwn = false;
  id.addEventListener("input", () => { isOwn = true; });
  source.addEventListener("input", () => { if (!isOwn) id.value = slug(source.value); });
}

// A form with the values; `read` gives the new values, and leaves those alone that it has no input for.
export function recordForm(fields, values, withId) {
  const readers = [];
  const draw = (field) => {
    const [element, get] = labelled(field, values[field.name]);
    readers.push([field.name, get]);
    return element;
  };
  const all = withId ? [{name: "id", label: "Id", type: "text", required: true}, ...fields] : fields;
  const isFilled = (field) => field.required || values[field.name] !== undefined;
  const more = all.filter((field) => !isFilled(field));
  const body = el("div", {class: "form"},
    all.filter(isFilled).map(draw),
    more.length ? el("details", {}, el("summary", {}, `${more.length} more fields`), more.map(draw)) : null);
  suggestId(body);
  const reader = () => {
    const result = {...values};
    for (const [name, get] of readers) {
      const value = get();
      if (value === undefined) delete result[name];
      else result[name] = value;
    }
    return result;
  };
  return [body, reader];
}
