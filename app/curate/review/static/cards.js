// The cards: one for each proposal, in the order of the text. The current one is open.

import {action, el} from "./elements.js";

const VERDICTS = {accepted: "Accepted", rejected: "Rejected"};

const errorsOf = (card) => card.findings.filter((finding) => finding.level === "error");

function quoteItem(card, index, label, remove) {
  const quote = card.quotes[index];
  const words = quote.until ? `${quote.quote} … ${quote.until}` : quote.quote;
  return el("li", {},
    el("q", {}, words), ` paragraph ${quote.paragraph}`, quote.reason ? ` – ${quote.reason}` : "", " ",
    el("button", {type: "button", class: "small", "aria-label": `Take “${words}” away as evidence for ${label}`, onclick: remove}, "Remove"));
}

const evidenceList = (label, items) => items.length ? el("ul", {class: "evidence", "aria-label": `Evidence for ${label}`}, items) : null;

const evidence = (card, field, actions) => evidenceList(field.label,
  field.quotes.map((index) => quoteItem(card, index, field.label, () => actions.uncite(card, index, field.name))));

// The quotes that support the record as a whole, or a field that it does not have.
function otherQuotes(card, actions) {
  const names = new Set(card.fields.map((field) => field.name));
  const items = card.quotes.flatMap((quote, index) => quote.fields.some((name) => names.has(name)) ? [] :
    [quoteItem(card, index, "the record", () => actions.uncite(card, index))]);
  return items.length ? [el("dt", {}, "Also cited"), el("dd", {}, evidenceList("the record", items))] : null;
}

function fieldRow(card, field, actions) {
  const faults = card.findings.filter((finding) => (finding.field ?? "").split(".")[0] === field.name && !(field.lacks_evidence && finding.message.includes("cite")));
  return [
    el("dt", {class: field.lacks_evidence ? "lack" : ""}, field.label),
    el("dd", {class: field.lacks_evidence || faults.some((fault) => fault.level === "error") ? "lack" : ""},
      el("span", {class: "value"}, field.text),
      evidence(card, field, actions),
      field.lacks_evidence ? el("p", {class: "fault"}, "No evidence. Select the words in the text, then ",
        el("button", {type: "button", class: "small", onclick: () => actions.cite(card, field.name)}, "cite them"),
        card.number === 0 ? [" or ", el("button", {type: "button", class: "small", onclick: () => actions.editorial(field.name)}, "say that the text does not state it")] : null) : null,
      field.recorded !== null ? el("p", {class: "quiet"}, `Recorded: ${field.recorded}`) : null,
      field.first !== null ? el("p", {class: "quiet"}, `First proposed: ${field.first}`) : null,
      faults.map((fault) => el("p", {class: fault.level === "error" ? "fault" : "warning"}, fault.message))),
  ];
}

const asText = (value) => value === undefined || value === null ? "–" :
  Array.isArray(value) ? value.map(asText).join("; ") :
  typeof value === "object" ? Object.values(value).map(asText).join(", ") : String(value);

function question(card, actions) {
  return card.candidates.map((known, index) => {
    const names = [...new Set([...Object.keys(card.values), ...Object.keys(known.values)])].filter((name) => name !== "id");
    return el("section", {class: "question", "aria-label": `Is this the same as ${known.name}?`},
      el("h4", {}, `Is this the same as “${known.name}”?`),
      el("p", {class: "quiet"}, `${known.id}: ${known.reason}.`),
      el("table", {},
        el("thead", {}, el("tr", {}, el("th", {scope: "col"}, "Field"), el("th", {scope: "col"}, "This article"), el("th", {scope: "col"}, "Recorded"))),
        el("tbody", {}, names.map((name) => {
          const differs = card.values[name] !== undefined && known.values[name] !== undefined && asText(card.values[name]) !== asText(known.values[name]);
          return el("tr", {class: differs ? "differs" : ""}, el("th", {scope: "row"}, name.replaceAll("_", " "), differs ? " (differs)" : ""),
            el("td", {}, asText(card.values[name])), el("td", {}, asText(known.values[name])));
        }))),
      card.candidates.length > 1 ? el("p", {class: "buttons"}, action(`It is the same as ${known.id}`, index === 0 ? "s" : null, () => actions.same(card, known.id))) : null);
  });
}

// The question that the reviewer must answer first: whether the record is the same as a known one, or whether the article corrects that one.
export const questionOf = (card) => card.verdict === "rejected" ? null : card.candidates.length ? "same" :
  card.corrections.length && card.corrects === null ? "correct" : null;

function correction(card) {
  return el("section", {class: "question", "aria-label": "Correct the known value?"},
    el("h4", {}, "Correct the known value?"),
    el("p", {class: "quiet"}, card.conflict),
    el("table", {},
      el("thead", {}, el("tr", {}, ["Field", "This article", "Known"].map((name) => el("th", {scope: "col"}, name)))),
      el("tbody", {}, card.corrections.map(({label, old, new: value}) =>
        el("tr", {}, el("th", {scope: "row"}, label), el("td", {}, value), el("td", {}, old))))));
}

function answer(card, actions) {
  return el("p", {class: "quiet"}, card.corrects ? "This article corrects the known value. " : "The known value stays as it is. ",
    el("button", {type: "button", class: "small", onclick: () => actions.correct(card, null)}, "Answer again"));
}

function otherFindings(card) {
  const names = new Set(card.fields.map((field) => field.name));
  const rest = card.findings.filter((finding) => !names.has((finding.field ?? "").split(".")[0]) && !(questionOf(card) && !finding.field));
  return rest.length ? el("ul", {class: "findings"}, rest.map((finding) =>
    el("li", {class: finding.level === "error" ? "fault" : "warning"}, finding.field ? `${finding.field.replaceAll("_", " ")}: ` : "", finding.message))) : null;
}

// What the known record gets if the proposal is accepted.
function recordChanges(card) {
  if (!card.record_changes.length) return null;
  return el("section", {class: "quiet"}, el("p", {}, `If you accept it, ${card.record.id} changes:`),
    el("ul", {"aria-label": `Changes in ${card.record.id}`}, card.record_changes.map(({label, old, new: value}) =>
      el("li", {}, `${label}: `, old === null ? `adds ${value}` : `${old} becomes ${value}`))));
}

function badges(card) {
  const errors = errorsOf(card).length;
  return el("p", {class: "badges"},
    el("span", {class: "kind"}, card.heading),
    card.number ? el("span", {class: "quiet"}, `proposal ${card.number}`) : null,
    card.record ? el("span", {}, `supports ${card.record.id}`) : card.is_new ? el("span", {}, "new") : null,
    card.number && !card.verdict ? el("span", {class: card.confidence}, card.confidence === "high" ? "likely right" : "look closely") : null,
    card.verdict ? el("span", {class: card.verdict}, VERDICTS[card.verdict], card.decided_by ? ` by ${card.decided_by}` : "") : null,
    questionOf(card) ? el("span", {class: "open"}, "question") : null,
    errors && card.verdict !== "rejected" && !questionOf(card) ? el("span", {class: "open"}, errors === 1 ? "1 fault" : `${errors} faults`) : null);
}

function openCard(card, actions) {
  const openQuestion = questionOf(card);
  const isIdentityOpen = openQuestion === "same";
  return [
    el("p", {class: "why"}, card.why, card.by ? ` (${card.by})` : ""),
    isIdentityOpen ? question(card, actions) : openQuestion ? correction(card) : null,
    el("dl", {}, card.fields.map((field) => fieldRow(card, field, actions)), otherQuotes(card, actions)),
    card.corrects !== null && card.corrections.length ? answer(card, actions) : null,
    recordChanges(card),
    otherFindings(card),
    el("p", {class: "buttons"},
      isIdentityOpen && card.candidates.length === 1 ? action("It is the same", "s", () => actions.same(card, card.candidates[0].id), {class: "main"}) : null,
      isIdentityOpen ? action(card.candidates.length > 1 ? "None of them: it is new" : "No, it is new", "d", () => actions.isNew(card)) : null,
      openQuestion === "correct" ? action("Correct it", "y", () => actions.correct(card, true), {class: "main"}) : null,
      openQuestion === "correct" ? action("Leave it as it is", "x", () => actions.correct(card, false)) : null,
      card.number && !openQuestion ? action("Accept", "a", () => actions.decide(card, "accepted"), {class: "main"}) : null,
      action("Edit", "e", () => actions.edit(card)),
      card.number ? action("Reject", "r", () => actions.decide(card, "rejected")) : null,
      isIdentityOpen ? null : action("Cite", "c", () => actions.cite(card)),
      card.verdict ? el("button", {type: "button", onclick: () => actions.decide(card, null)}, "Take the verdict back") : null),
  ];
}

export function drawCard(card, isCurrent, actions) {
  const title = el("h3", {id: `title-${card.number}`}, isCurrent ? card.title :
    el("button", {type: "button", class: "plain", onclick: () => actions.select(card.number)}, card.title));
  return el("article", {
    id: `card-${card.number}`, class: `card ${isCurrent ? "current" : ""} ${card.verdict ?? ""}`, tabindex: "-1",
    "aria-labelledby": `title-${card.number}`, "aria-current": isCurrent ? "true" : null,
  }, badges(card), title, isCurrent ? openCard(card, actions) : null);
}

export const isSure = (card) => card.number > 0 && !card.verdict && card.confidence === "high" && !card.candidates.length && !errorsOf(card).length;
