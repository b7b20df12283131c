// The text of the article, with marks at the quotes, and what is set aside of it.

import {el} from "./elements.js";

export const REASONS = {
  furniture: "belongs to the page: a menu, a link, a caption",
  opinion: "judges or hopes, and states no fact",
  repetition: "says again what another sentence says",
  background: "tells what the records do not cover",
};

// Cuts by characters as Python counts them: a letter outside the basic plane is one.
function cutter(text) {
  const points = Array.from(text);
  return points.length === text.length ? (a, b) => text.slice(a, b) : (a, b) => points.slice(a, b).join("");
}

// The quotes that have a place, by paragraph.
function quotesByParagraph(view) {
  const byNumber = new Map();
  for (const card of [view.document, ...view.cards]) {
    for (const quote of card.verdict === "rejected" ? [] : card.quotes) {
      if (quote.start === null) continue;
      const quotes = byNumber.get(quote.paragraph) ?? [];
      quotes.push({card: card.number, start: quote.start, end: quote.end});
      byNumber.set(quote.paragraph, quotes);
    }
  }
  return byNumber;
}

function sentence(part, cut, quotes, current, select) {
  const inside = quotes.filter((quote) => quote.start < part.end && quote.end > part.start);
  const bounds = [...new Set([part.start, part.end,
    ...inside.flatMap((quote) => [Math.max(quote.start, part.start), Math.min(quote.end, part.end)])])].sort((a, b) => a - b);
  const pieces = bounds.slice(1).map((end, index) => {
    const start = bounds[index];
    const cards = [...new Set(inside.filter((quote) => quote.start <= start && quote.end >= end).map((quote) => quote.card))];
    if (!cards.length) return cut(start, end);
    const isCurrent = cards.includes(current);
    return el("mark", {
      class: isCurrent ? "current" : "",
      title: "Show its proposal",
      onclick: () => { if (getSelection().isCollapsed) select(cards[(cards.indexOf(current) + 1) % cards.length]); },
    }, cut(start, end));
  });
  const state = part.aside ? "aside" : part.supports.length ? "" : "unexplained";
  return el("span", {class: `sentence ${state}`}, pieces);
}

function setAsideTools(paragraph, setAside) {
  const open = paragraph.sentences.filter((part) => !part.supports.length && !part.aside).map((part) => part.number);
  if (!open.length) return null;
  const isWhole = open.length === paragraph.sentences.length;
  const what = isWhole ? "Not explained" : open.length === 1 ? `Sentence ${open[0]} is not explained` : `Sentences ${open.join(", ")} are not explained`;
  let which = null;
  if (!isWhole && open.length > 1) {
    which = el("select", {"aria-label": `Which sentences of paragraph ${paragraph.number}`},
      el("option", {value: ""}, "all of them"), open.map((number) => el("option", {value: `${number}`}, `sentence ${number}`)));
  }
  const numbers = () => isWhole ? [] : which?.value ? [Number(which.value)] : open;
  const buttons = Object.entries(REASONS).map(([why, meaning]) => el("button", {
    type: "button", class: "small", title: meaning,
    "aria-label": `${why}: set paragraph ${paragraph.number}${isWhole ? "" : `, sentence ${open.join(", ")}`} aside`,
    onclick: () => setAside(paragraph.number, numbers(), why),
  }, why));
  return el("div", {class: "aside-tools", role: "group", "aria-label": `Set aside, paragraph ${paragraph.number}`},
    el("span", {}, `${what}: cite ${open.length > 1 && !isWhole ? "them" : "it"}, or set aside as`), " ", which, buttons);
}

function asideNotes(paragraph, takeBack) {
  return paragraph.asides.map((aside) => el("div", {class: "aside-note"},
    `Set aside${aside.sentences.length ? `, sentence ${aside.sentences.join(", ")}` : ""}: ${aside.why}`,
    aside.because ? ` – ${aside.because} ` : " ",
    el("button", {type: "button", class: "small", "aria-label": `Take back what is set aside of paragraph ${paragraph.number}`,
      onclick: () => takeBack(paragraph.number, aside.sentences)}, "Take back")));
}

// Draws the paragraphs again that changed. `blocks` has what each shows.
export function drawText(container, blocks, view, current, actions) {
  const byNumber = quotesByParagraph(view);
  for (const paragraph of view.paragraphs) {
    const quotes = byNumber.get(paragraph.number) ?? [];
    const marks = quotes.map((quote) => [quote.start, quote.end, quote.card === current, quote.card]);
    const signature = JSON.stringify([paragraph, marks]);
    const old = blocks.get(paragraph.number);
    if (old?.signature === signature) continue;
    const cut = cutter(paragraph.text);
    const block = el("div", {class: "block"},
      el("span", {class: "number", "aria-label": `Paragraph ${paragraph.number}`, role: "img"}, `${paragraph.number}`),
      el("div", {},
        el("p", {"data-paragraph": `${paragraph.number}`},
          paragraph.sentences.map((part) => sentence(part, cut, quotes, current, actions.select))),
        asideNotes(paragraph, (number, sentences) => actions.setAside(number, sentences, null)),
        setAsideTools(paragraph, actions.setAside)));
    if (old) old.block.replaceWith(block);
    else container.append(block);
    blocks.set(paragraph.number, {signature, block});
  }
}

// The selected words: their paragraph and first and last character; null if nothing of one paragraph is selected.
export function selectedPassage() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const paragraphOf = (node) => (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest?.("[data-paragraph]");
  const paragraph = paragraphOf(range.startContainer);
  if (!paragraph) return null;
  const before = document.createRange();
  before.selectNodeContents(paragraph);
  before.setEnd(range.startContainer, range.startOffset);
  const inside = range.cloneRange();
  if (paragraphOf(range.endContainer) !== paragraph) inside.setEnd(paragraph, paragraph.childNodes.length);
  const start = Array.from(before.toString()).length;
  const words = inside.toString();
  if (!words.trim()) return null;
  return {paragraph: Number(paragraph.dataset.paragraph), start, end: start + Array.from(words).length, words: words.trim()};
}
