// The dialogs: words to cite, why something is set aside, what is accepted at once, and the end of the review.

import {el, openDialog, say} from "./elements.js";
import {read} from "./client.js";
import {isSure} from "./cards.js";
import {REASONS} from "./text.js";

const KEYS = [
  ["j, k", "next and previous proposal"],
  ["a", "accept"], ["r", "reject"], ["e", "edit"], ["u", "undo the last step"],
  ["c", "cite words of the text: those that you selected, or that you type"],
  ["s, d", "answer “is this the same?”: the same, or a different one"],
  ["y, x", "answer “correct the known value?”: correct it, or leave it as it is"],
  ["l", "accept what is likely right, from a list"],
  ["+", "add a record that the text states"],
  ["n", "next passage that nothing explains"],
  ["m", "set menus and other short lines aside, from a list"],
  ["f", "finish: what is still wrong, or what the seed gets"],
  ["?", "this help"],
];

export function helpDialog(keys) {
  const box = el("input", {type: "checkbox", id: "use-keys", checked: keys.isOn(), onchange: () => keys.turn(box.checked)});
  openDialog("How to review",
    el("p", {}, "On the left is the text, on the right what it may say. Accept what the marked words state, mend what is nearly right, reject the rest. ",
      "A field in red has no words of the text behind it. A grey sentence is not explained yet: cite it for a field, or set it aside. ",
      "Each step is saved at once."),
    el("table", {}, el("tbody", {}, KEYS.map(([key, text]) => el("tr", {}, el("th", {scope: "row"}, el("kbd", {}, key)), el("td", {}, text))))),
    el("p", {}, box, " ", el("label", {for: "use-keys"}, "Use these keys")),
    el("h3", {}, "Why a passage is set aside"),
    el("table", {}, el("tbody", {}, Object.entries(REASONS).map(([why, meaning]) => el("tr", {}, el("th", {scope: "row"}, why), el("td", {}, `it ${meaning}`))))));
}

const reasons = {};

// Asks why something is set aside. Furniture needs no reason.
export function asideDialog(why, done) {
  const input = el("input", {id: "because", required: true, maxlength: "300", autofocus: true, value: reasons[why] ?? ""});
  const close = openDialog(`Set aside as ${why}`,
    el("form", {onsubmit: (event) => {
      event.preventDefault();
      reasons[why] = input.value.trim();
      if (!reasons[why]) return;
      close();
      done(reasons[why]);
    }},
    el("p", {class: "field"}, el("label", {for: "because"}, "Why, in a sentence"), input),
    el("p", {class: "buttons"}, el("button", {class: "main"}, "Set aside"))));
}

// Finds words in the text and asks which fields they support.
export async function citeDialog(draft, card, passage, field, done) {
  let quotes = [];
  const words = el("input", {id: "words", value: passage?.words ?? "", autofocus: !passage, autocomplete: "off"});
  const places = el("div", {class: "places", role: "status"});
  const boxes = card.fields.map((item) => {
    const box = el("input", {type: "checkbox", id: `cite-${item.name}`, value: item.name, autofocus: passage && item.name === field,
      checked: field ? item.name === field : false});
    return [box, el("div", {}, box, " ", el("label", {for: box.id}, item.label, item.lacks_evidence ? el("span", {class: "fault"}, " has no evidence") : "",
      el("span", {class: "quiet"}, ` ${item.text}`.slice(0, 80))))];
  });
  const reason = el("input", {id: "reason", maxlength: "300"});
  const show = (items) => {
    quotes = items;
    places.replaceChildren(items.length ? el("fieldset", {}, el("legend", {}, items.length === 1 ? "Found" : "Which of these places?"),
      items.map((quote, index) => el("div", {},
        el("input", {type: "radio", name: "place", id: `place-${index}`, value: `${index}`, checked: index === 0}), " ",
        el("label", {for: `place-${index}`}, `paragraph ${quote.paragraph}${quote.occurrence ? `, ${quote.occurrence}. time` : ""}: “${quote.quote}${quote.until ? ` … ${quote.until}` : ""}”`)))) :
      el("p", {class: "fault"}, "The text does not have exactly these words in one paragraph."));
    if (items.some((quote) => quote.until)) {
      places.append(el("p", {class: "warning"}, "These words have more than 60 characters: only their beginning and end are kept, and readers do not see them beside the value. ",
        "Select at most 60 characters, and they stay whole."));
    }
  };
  const look = async (query) => {
    try {
      show((await read(`/drafts/${draft}/places?${new URLSearchParams(query)}`)).items);
    } catch (error) {
      quotes = [];
      places.replaceChildren(el("p", {class: "fault"}, error.message));
    }
  };
  words.addEventListener("change", () => look({words: words.value}));
  const close = openDialog(`Cite words for: ${card.title}`, el("form", {onsubmit: async (event) => {
    event.preventDefault();
    if (document.activeElement === words) { await look({words: words.value}); places.querySelector("input")?.focus(); return; }
    const place = quotes[Number(places.querySelector("input:checked")?.value ?? -1)];
    const fields = boxes.filter(([box]) => box.checked).map(([box]) => box.value);
    if (!place) { places.replaceChildren(el("p", {class: "fault"}, "First find words of the text.")); words.focus(); return; }
    if (!fields.length) { problem.textContent = "Choose at least one field."; return; }
    close();
    done({...place, fields, reason: reason.value.trim() || null});
  }},
  el("p", {class: "field"}, el("label", {for: "words"}, "Words, as they stand in the text"), words),
  el("p", {}, el("button", {type: "button", class: "small", onclick: () => look({words: words.value})}, "Find these words")),
  places,
  el("fieldset", {}, el("legend", {}, "They support"), boxes.map(([, row]) => row)),
  el("p", {class: "field"}, el("label", {for: "reason"}, "How the value follows, if the words do not state it (such as the year of “on Monday”)"), reason),
  el("p", {id: "cite-problem", class: "fault", role: "alert"}),
  el("p", {class: "buttons"}, el("button", {class: "main"}, "Cite"))));
  const problem = document.getElementById("cite-problem");
  if (passage) await look({paragraph: passage.paragraph, start: passage.start, end: passage.end});
}

// A field with its value and the words behind it.
function fieldLine(card, field) {
  const words = field.quotes.map((index) => `“${card.quotes[index].words}”`);
  return `${field.label}: ${field.text}${words.length ? ` ${words.join(" ")}` : ""}`;
}

// Lists the proposals that are likely right and have no open question, before any of them is accepted.
export function acceptSureDialog(view, accept) {
  const sure = view.cards.filter(isSure);
  if (!sure.length) { say("No proposal is both likely right and without a question or fault: decide them one by one."); return; }
  const boxes = sure.map((card) => {
    const box = el("input", {type: "checkbox", id: `sure-${card.number}`, checked: true});
    return [card, box, el("div", {class: "sure"}, box, " ", el("label", {for: box.id}, `${card.heading}: ${card.title}`),
      el("p", {class: "quiet"}, card.fields.map((field) => fieldLine(card, field)).join(" · ")))];
  });
  const close = openDialog("Accept what is likely right",
    el("p", {}, "These have words of the text for each field that needs them, and no open question. Read them, and take out what you want to look at."),
    el("form", {onsubmit: (event) => {
      event.preventDefault();
      close();
      accept(boxes.filter(([, box]) => box.checked).map(([card]) => card));
    }},
    boxes.map(([, , row]) => row),
    el("p", {class: "buttons"}, el("button", {class: "main"}, "Accept those that are ticked"))));
}

const LONGEST_LINE = 100;

const SENTENCE = /[.!?…]["'”’»)]*$/;

// The short paragraphs that nothing explains: mostly menus, links and captions that a page brought along.
const shortLines = (view) => view.paragraphs.filter((paragraph) => paragraph.text.length <= LONGEST_LINE &&
  paragraph.sentences.every((part) => !part.supports.length && !part.aside));

// Lists the short paragraphs that nothing explains, before they are set aside together.
export function furnitureDialog(view, setAside) {
  const lines = shortLines(view);
  if (!lines.length) { say("No short line is left that nothing explains."); return; }
  const boxes = lines.map((paragraph) => {
    const box = el("input", {type: "checkbox", id: `line-${paragraph.number}`, checked: !SENTENCE.test(paragraph.text)});
    return [paragraph, box, el("div", {class: "sure"}, box, " ", el("label", {for: box.id}, `${paragraph.number}: ${paragraph.text}`))];
  });
  const close = openDialog("Set furniture aside",
    el("p", {}, "Nothing explains these short lines. Set aside those that belong to the page, such as menus, links and captions. Those that end as a sentence are not ticked: they may state a fact."),
    el("form", {onsubmit: (event) => {
      event.preventDefault();
      close();
      setAside(boxes.filter(([, box]) => box.checked).map(([paragraph]) => paragraph.number));
    }},
    boxes.map(([, , row]) => row),
    el("p", {class: "buttons"}, el("button", {class: "main"}, "Set those aside that are ticked"))));
}

const ADDABLE = ["meeting", "agreement", "trade-stat", "milestone", "statement", "commitment", "official", "mechanism", "mission", "city", "topic"];

export function addDialog(add) {
  const kind = el("select", {id: "kind", autofocus: true}, ADDABLE.map((name) => el("option", {value: name}, name === "trade-stat" ? "figure" : name)));
  const close = openDialog("Add a record that the text states", el("form", {onsubmit: (event) => { event.preventDefault(); close(); add(kind.value); }},
    el("p", {class: "field"}, el("label", {for: "kind"}, "Kind"), kind),
    el("p", {class: "buttons"}, el("button", {class: "main"}, "Add"))));
}

// The end: what is still wrong as links to the cards; else what the seed gets, and then its acceptance.
export async function finishDialog(view, actions) {
  const {items} = await read(`/drafts/${view.id}/findings`);
  const errors = items.filter((item) => item.level === "error");
  const outcome = el("div", {role: "status"});
  const close = openDialog("Finish the review", list(errors, view, actions, () => close()), list(items.filter((item) => item.level !== "error"), view, actions, () => close()), outcome);
  if (errors.length) return;
  outcome.replaceChildren(el("p", {}, "Checking the whole seed with this document…"));
  try {
    const preview = await actions.accept(false);
    outcome.replaceChildren(
      el("p", {}, `The seed gets ${Object.entries(preview.counts).map(([kind, count]) => `${kind}: ${count}`).join("; ") || "no records"}. This changes in its files:`),
      el("p", {class: "buttons"}, el("button", {type: "button", class: "main", onclick: async () => {
        try {
          const {files} = await actions.accept(true);
          outcome.replaceChildren(el("p", {}, "Written to the seed: ", files.join(", "), ". Publish it with ", el("code", {}, "communique load"), "."));
          actions.done();
        } catch (error) {
          refused(error);
        }
      }}, "Write it to the seed")),
      el("pre", {class: "diff", tabindex: "0", "aria-label": "Changes in the files"}, preview.diff));
  } catch (error) {
    refused(error);
  }

  function refused(error) {
    const faults = (error.problem?.faults ?? []).map((fault) => ({level: "error", proposal: null, field: null, ...fault}));
    outcome.replaceChildren(...(faults.length ? list(faults, view, actions, () => close()) : [el("p", {class: "fault"}, error.message)]));
  }
}

// Findings as links to their cards, under a heading.
function list(items, view, actions, close) {
  if (!items.length) return [];
  const isBad = items[0].level === "error";
  const name = (item) => item.proposal === 0 ? "Document" : item.proposal ? view.cards.find((card) => card.number === item.proposal)?.title ?? "" :
    item.paragraph ? `Paragraph ${item.paragraph}` : "The seed";
  const isLink = (item) => item.proposal !== null || item.paragraph;
  return [
    el("h3", {}, isBad ? items.length === 1 ? "1 thing stops the acceptance" : `${items.length} things stop the acceptance` : "Look at these; they do not stop it"),
    el("ul", {class: "findings"}, items.map((item) => el("li", {},
      isLink(item) ? el("button", {type: "button", class: "link", onclick: () => { close(); actions.goTo(item); }},
        `${name(item)}${item.field ? `, ${item.field.replaceAll("_", " ")}` : ""}: ${item.message}`) : `${name(item)}: ${item.message}`))),
  ];
}
