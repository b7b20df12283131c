// The review of one draft. Each step is one request with the version that it was made for; the answer is the draft
// after it. So nothing is lost if the page is closed, and two windows cannot overwrite each other.

import {action, byId, el, say} from "./elements.js";
import {Refusal, change, draftInAddress, openSession, post, read} from "./client.js";
import {drawCard, questionOf} from "./cards.js";
import {drawText, selectedPassage} from "./text.js";
import {recordForm} from "./form.js";
import {acceptSureDialog, addDialog, asideDialog, citeDialog, finishDialog, furnitureDialog, helpDialog} from "./dialogs.js";

let view = null;
let current = 0;
let editing = null;
const blocks = new Map();
const forms = new Map();
const proposals = () => [view.document, ...view.cards];
const cardOf = (number) => proposals().find((card) => card.number === number);

// --- drawing -------------------------------------------------------------------------------

function draw({focus = false, scroll = false} = {}) {
  byId("title").textContent = byId("title").title = view.document.title;
  document.title = `${view.document.title} – Review`;
  byId("decided").textContent = `${view.decided} of ${view.cards.length} decided`;
  byId("bar").max = Math.max(1, view.cards.length);
  byId("bar").value = view.decided;
  drawText(byId("text"), blocks, view, current, {select, setAside});
  const cards = byId("cards");
  cards.replaceChildren(el("h2", {class: "visually-hidden"}, "Proposals"), ...proposals().map((card) => drawCard(card, card.number === current, actions)));
  if (editing !== null && cardOf(editing)) drawForm();
  const open = byId(`card-${current}`);
  if (focus) open?.focus({preventScroll: true});
  if (scroll) {
    open?.scrollIntoView({block: open.offsetHeight > Math.min(cards.clientHeight, innerHeight / 2) ? "start" : "nearest"});
    const mark = document.querySelector("#text mark.current");
    const lines = byId("text");
    const down = mark && mark.getBoundingClientRect().top - lines.getBoundingClientRect().top;
    if (down < 0 || down > lines.clientHeight * 0.7) lines.scrollTop += down - lines.clientHeight / 3;
  }
}

function select(number) {
  editing = null;
  current = number;
  draw({focus: true, scroll: true});
}

function step(by) {
  const cards = proposals();
  const at = cards.findIndex((card) => card.number === current);
  const next = cards[Math.min(cards.length - 1, Math.max(0, at + by))];
  if (next.number !== current) select(next.number);
}

function nextOpen() {
  const at = view.cards.findIndex((card) => card.number === current);
  const order = [...view.cards.slice(at + 1), ...view.cards.slice(0, at + 1)];
  const next = order.find((card) => !card.verdict);
  if (next) { select(next.number); return; }
  draw({focus: true});
  const faulty = view.cards.filter((card) => card.verdict === "accepted" && card.findings.some((finding) => finding.level === "error"));
  const rest = faulty.length ? `${faulty.length} of those you accepted have faults: edit or reject them.` : "Finish the review.";
  say(`All ${view.cards.length} proposals are decided. ${rest}`);
}

// --- changes -------------------------------------------------------------------------------

// Makes a change and shows the draft after it. Gives false if it was not saved.
async function save(method, path, body) {
  try {
    view = await change(method, `/drafts/${view.id}${path}`, view.version, body);
    return true;
  } catch (error) {
    if (error instanceof Refusal && error.status === 409) {
      await load();
      draw({focus: true});
      say("Changed in another window: loaded again. Your last step was not saved; do it again if it is still right.", true);
    } else {
      say(error.message, true);
    }
    return false;
  }
}

const patch = (card, body) => card.number === 0 ?
  save("PATCH", "/document", {values: {...body.values, ...(body.quotes ? {evidence: body.quotes.map(bare)} : {})}}) :
  save("PATCH", `/proposals/${card.number}`, body);

// A quote as drafts have it: without what the view adds, and without what is empty.
function bare(quote) {
  const {paragraph, quote: words, until, occurrence, fields, reason, says} = quote;
  const all = {paragraph, quote: words, until, occurrence, fields, reason, says};
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null && value !== undefined));
}

async function setAside(paragraph, sentences, why) {
  const put = async (because) => {
    const parts = why && sentences.length ? sentences.map((number) => [number]) : [sentences];
    for (const part of parts) {
      if (!await save("PUT", `/paragraphs/${paragraph}`, {why, sentences: part, because: because ?? null})) return;
    }
    draw();
    say(why ? `Paragraph ${paragraph}: set aside as ${why}.` : `Paragraph ${paragraph}: taken back.`);
    if (why && !nextUnexplained(false)) byId(`card-${current}`)?.focus({preventScroll: true});
  };
  if (why && why !== "furniture") asideDialog(why, put);
  else await put();
}

async function setLinesAside(paragraphs) {
  for (const paragraph of paragraphs) {
    if (!await save("PUT", `/paragraphs/${paragraph}`, {why: "furniture", sentences: [], because: null})) return;
  }
  draw({focus: true});
  say(`${paragraphs.length} set aside as furniture.`);
}

const actions = {
  select,
  async decide(card, verdict) {
    if (verdict === "accepted" && questionOf(card)) {
      const names = card.candidates.map((known) => known.name).join(" or ");
      say(`First answer: ${names ? `is this the same as ${names}` : "does this article correct the known value"}?`, true);
      return;
    }
    if (editing === card.number) { say("First save what you edit, or cancel it.", true); focusForm(); return; }
    if (!await patch(card, {verdict})) return;
    const errors = cardOf(card.number).findings.filter((finding) => finding.level === "error").length;
    say(`${card.title}: ${verdict ?? "open again"}.${verdict === "accepted" && errors ? " It still has a fault, in red." : ""}`);
    if (verdict) nextOpen();
    else draw({focus: true});
  },
  edit(card) {
    editing = card.number;
    draw();
    focusForm();
  },
  async cite(card, field) {
    const passage = selectedPassage();
    const lacking = field ?? card.fields.find((item) => item.lacks_evidence)?.name;
    await citeDialog(view.id, card, passage, lacking, async (quote) => {
      const same = (other) => ["paragraph", "quote", "until", "occurrence", "reason", "says"].every((name) => (other[name] ?? null) === (quote[name] ?? null));
      const old = card.quotes.find(same);
      const quotes = old ? card.quotes.map((other) => other === old ? {...other, fields: [...new Set([...other.fields, ...quote.fields])]} : other) : [...card.quotes, quote];
      if (!await patch(card, {quotes: quotes.map(bare)})) return;
      draw({focus: true});
      say(`Cited for ${quote.fields.join(", ").replaceAll("_", " ")}.`);
    });
  },
  async uncite(card, index, name) {
    const rest = (quote) => ({...quote, fields: name ? quote.fields.filter((field) => field !== name) : []});
    const quotes = card.quotes.map((quote, at) => at === index ? rest(quote) : quote)
      .filter((quote, at) => at !== index || quote.fields.length);
    if (await patch(card, {quotes: quotes.map(bare)})) draw({focus: true});
  },
  async same(card, id) {
    if (!await patch(card, {record: id})) return;
    draw({focus: true});
    say(`This article supports ${id}. Now accept or reject it.`);
  },
  async isNew(card) {
    if (!await patch(card, {is_new: true})) return;
    draw({focus: true});
    say("It is a new record. Now accept or reject it.");
  },
  async correct(card, corrects) {
    if (!await patch(card, {corrects})) return;
    draw({focus: true});
    say(corrects === null ? "Does this article correct the known value?" : `The known value ${corrects ? "gets corrected" : "stays"}. Now accept or reject it.`);
  },
  async editorial(name) {
    if (await save("PATCH", "/document", {values: {editorial: [...new Set([...view.editorial, name])]}})) draw({focus: true});
  },
};

async function undo() {
  if (view.last_change === null) { say("There is nothing to undo."); return; }
  const state = (card) => JSON.stringify([card.verdict, card.values, card.quotes, card.corrects]);
  const before = new Map(proposals().map((card) => [card.number, state(card)]));
  if (!await save("POST", "/undo")) return;
  const changed = proposals().find((card) => before.get(card.number) !== state(card));
  current = changed?.number ?? current;
  draw({focus: true, scroll: true});
  say("Undone: the last step is taken back.");
}

async function add(kind) {
  if (!await save("POST", "/proposals", {kind})) return;
  current = Math.max(...view.cards.map((card) => card.number));
  draw({scroll: true});
  actions.edit(cardOf(current));
}

async function acceptAll(cards) {
  for (const card of cards) if (!await save("PATCH", `/proposals/${card.number}`, {verdict: "accepted"})) return;
  say(`${cards.length} accepted.`);
  nextOpen();
}

// --- the form ------------------------------------------------------------------------------

const draftKey = () => `form ${view.id} ${editing}`;

function drawForm() {
  const card = cardOf(editing);
  const box = byId(`card-${card.number}`);
  const fields = forms.get(card.kind);
  if (!fields) {
    read(`/forms/${card.kind}`).then((form) => { forms.set(card.kind, form.fields); draw(); focusForm(); })
      .catch((error) => say(error.message, true));
    return;
  }
  const earlier = sessionStorage.getItem(draftKey());
  const [body, values] = recordForm(fields, earlier ? JSON.parse(earlier) : card.values, card.number > 0);
  const raw = el("textarea", {id: "raw", rows: "8", spellcheck: false});
  const rawBox = el("details", {ontoggle: () => { if (rawBox.open) raw.value = JSON.stringify(values(), null, 2); }},
    el("summary", {}, "As JSON"), el("p", {class: "field"}, el("label", {for: "raw"}, "All values"), raw));
  const problem = el("p", {class: "fault", role: "alert"});
  const finish = async (isAccepted) => {
    let edited;
    try {
      edited = rawBox.open ? JSON.parse(raw.value) : values();
    } catch (error) {
      problem.textContent = `The JSON cannot be read: ${error.message}`;
      return;
    }
    if (isAccepted && card.candidates.length) { problem.textContent = "First answer whether it is the same as a known record."; return; }
    const removed = Object.fromEntries(Object.keys(card.values).filter((name) => !(name in edited)).map((name) => [name, null]));
    if (!await patch(card, card.number ? {values: edited, ...(isAccepted ? {verdict: "accepted"} : {})} : {values: {...removed, ...edited}})) return;
    sessionStorage.removeItem(draftKey());
    editing = null;
    say("Saved.");
    if (isAccepted) nextOpen();
    else draw({focus: true});
  };
  const cancel = () => { sessionStorage.removeItem(draftKey()); editing = null; draw({focus: true}); };
  const form = el("form", {
    class: "edit", "aria-label": `Edit ${card.title}`,
    onsubmit: (event) => { event.preventDefault(); finish(false); },
    oninput: () => sessionStorage.setItem(draftKey(), JSON.stringify(values())),
    onkeydown: (event) => {
      if (event.key === "Escape") { event.stopPropagation(); cancel(); }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); finish(false); }
    },
  },
  earlier ? el("p", {class: "warning"}, "These are the values that you typed before the page was closed. They are not saved yet.") : null,
  body, rawBox, problem,
  el("p", {class: "buttons"},
    el("button", {class: "main"}, "Save"),
    card.number ? el("button", {type: "button", onclick: () => finish(true)}, "Save and accept") : null,
    el("button", {type: "button", onclick: cancel}, "Cancel")));
  box.querySelector("dl").replaceWith(form);
  box.querySelector(":scope > .buttons").remove();
}

// Moves the focus into the form: to the first field that has a fault, or else to the first of all.
function focusForm() {
  const form = document.querySelector("form.edit");
  const names = cardOf(editing).findings.map((finding) => (finding.field ?? "").split(".")[0]);
  const faulty = names.map((name) => form?.querySelector(`[data-field="${CSS.escape(name)}"]`)).find(Boolean);
  (faulty ?? form?.querySelector("input, select, textarea"))?.focus();
}

// --- keys ----------------------------------------------------------------------------------

const keys = {
  isOn: () => sessionStorage.getItem("review-keys") !== "off",
  turn: (on) => sessionStorage.setItem("review-keys", on ? "on" : "off"),
};

function nextUnexplained(isAsked = true) {
  const tools = [...document.querySelectorAll(".aside-tools")];
  if (!tools.length) { if (isAsked) say("Every sentence is explained."); return false; }
  const at = tools.findIndex((group) => group.contains(document.activeElement));
  const next = tools[(at + 1) % tools.length];
  next.scrollIntoView({block: "center"});
  next.querySelector("button").focus({preventScroll: true});
  return true;
}

const KEYS = {
  j: () => step(1), k: () => step(-1), u: undo, n: nextUnexplained, f: finish, "?": () => helpDialog(keys),
  a: (card) => card.number && actions.decide(card, "accepted"),
  r: (card) => card.number && actions.decide(card, "rejected"),
  e: (card) => actions.edit(card), c: (card) => actions.cite(card),
  s: (card) => card.candidates.length && actions.same(card, card.candidates[0].id),
  d: (card) => card.candidates.length && actions.isNew(card),
  y: (card) => questionOf(card) === "correct" && actions.correct(card, true),
  x: (card) => questionOf(card) === "correct" && actions.correct(card, false),
  l: () => acceptSureDialog(view, acceptAll), m: () => furnitureDialog(view, setLinesAside), "+": () => addDialog(add),
};

// The letter of a key, also with the capitals locked. A letter that is not Latin stands for the Latin one on its key,
// so that the keys work with a Kazakh or Russian keyboard.
const letterOf = (event) => (/^\P{ASCII}$/u.test(event.key) ? event.code.replace("Key", "") : event.key).toLowerCase();

let isBusy = false;

async function onKey(event) {
  const isTyping = event.target.closest?.("input, textarea, select, form, dialog");
  if (!view || isTyping || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const letter = letterOf(event);
  const run = KEYS[letter];
  if (!run || (!keys.isOn() && letter !== "?")) return;
  event.preventDefault();
  if (isBusy) return;
  isBusy = true;
  try {
    await run(cardOf(current));
  } finally {
    isBusy = false;
  }
}

// --- start ---------------------------------------------------------------------------------

async function load() {
  const headers = view ? {"If-None-Match": `"${view.version}"`} : {};
  const newer = await read(`/drafts/${view?.id ?? draftInAddress()}`, headers);
  if (newer) view = newer;
  return newer !== null;
}

async function refresh() {
  if (document.hidden || !view || editing !== null || byId("dialog").open) return;
  try {
    if (await load()) { draw(); say("Changed in another window: loaded again."); }
  } catch (error) {
    say(error.message, true);
  }
}

async function openWindow() {
  try {
    const {address} = await post("/windows");
    window.open(`${address}&draft=${view.id}`, "_blank", "noopener");
  } catch (error) {
    say(error.message, true);
  }
}

async function listDrafts() {
  const {items} = await read("/drafts");
  byId("title").textContent = "Drafts to review";
  byId("main").replaceChildren(items.length ? el("ul", {class: "drafts"}, items.map((draft) => el("li", {},
    draft.fault ? [draft.id, " ", el("span", {class: "fault"}, draft.fault)] :
      [el("a", {href: `#draft=${draft.id}`}, draft.title ?? draft.id), " ",
        el("span", {class: "quiet"}, `${draft.title ? `${draft.id}, ` : ""}${draft.decided} of ${draft.proposals} decided`)]))) :
    el("p", {}, "There is no draft yet. Make one of an article with ", el("code", {}, "communique add FILE"), "."));
}

async function start() {
  await openSession();
  if (!draftInAddress()) { await listDrafts(); return; }
  await load();
  current = view.cards.find((card) => !card.verdict)?.number ?? 0;
  byId("progress").hidden = false;
  byId("main").classList.add("columns");
  byId("main").replaceChildren(
    el("section", {id: "text", "aria-label": "Text of the article", tabindex: "0"}),
    el("section", {id: "cards", "aria-label": "Proposals", tabindex: "-1"}));
  byId("tools").replaceChildren(
    action("Undo", "u", undo),
    action("Accept what is likely right…", "l", KEYS.l),
    action("Add a record…", "+", KEYS["+"]),
    action("Set furniture aside…", "m", KEYS.m),
    el("button", {type: "button", onclick: openWindow}, "New window"),
    action("Help", "?", () => helpDialog(keys)),
    action("Finish…", "f", finish, {class: "main"}));
  draw({focus: true, scroll: true});
  say("Read the marked words, then press a to accept, e to edit or r to reject. j and k lead on and back, ? shows all keys.");
  document.addEventListener("visibilitychange", refresh);
  window.addEventListener("focus", refresh);
}

async function finish() {
  try {
    await finishDialog(view, {
      goTo,
      accept: (write) => change("POST", `/drafts/${view.id}/accept`, view.version, {write}),
      done: () => { byId("dialog").addEventListener("close", () => { location.hash = ""; }, {once: true}); },
    });
  } catch (error) {
    say(error.message, true);
  }
}

function goTo(finding) {
  if (finding.proposal !== null) { select(finding.proposal); return; }
  const block = blocks.get(finding.paragraph)?.block;
  block?.scrollIntoView({block: "center"});
  block?.querySelector(".aside-tools button")?.focus({preventScroll: true});
}

document.addEventListener("keydown", onKey);
window.addEventListener("hashchange", () => location.reload());
start().catch((error) => say(error.message, true));
