import { get, paperPath } from "./api.js";
import { digestOf } from "./digest.js";
import { h, prose, safeUrl } from "./dom.js";
import { authorsOf, copyMenu, metaOf, paperLines } from "./parts.js";
import { writeState } from "./state.js";

/**
 * @typedef {import("./types.js").Paper} Paper
 * @typedef {import("./text.js").Strings} Strings
 * @typedef {import("./state.js").State} State
 * @typedef {import("./main.js").View} View
 */

const SIMILAR = 8;

/**
 * A paper alone: its whole digest, and papers like it.
 * @param {State} state
 * @param {Strings} strings
 * @param {(text: string) => void} say
 * @param {AbortSignal} signal
 * @returns {Promise<View>}
 */
export async function paperView(state, strings, say, signal) {
  /** @type {Paper} */
  const paper = await get(paperPath(state.paper), state.q ? { q: state.q } : {}, signal);
  /** @type {import("./types.js").Results} */
  const similar = await get(`${paperPath(state.paper)}/similar`, { limit: SIMILAR, passages: 0 }, signal);
  const work = { ...paper, date: paper.listed.at(-1) ?? "" };
  const view = h("article", { class: "paper" },
    state.q && h("p", {}, h("a", { href: writeState({ ...state, paper: "" }) }, `← ${strings.backToResults}`)),
    h("h1", { tabindex: -1, id: "heading" }, prose("span", {}, paper.title, paper.title_marks)),
    metaOf(work, strings),
    authorsOf(paper.authors, strings),
    paper.listed.length > 1 && h("p", { class: "faint" },
      `${strings.listed}: ${paper.listed.map(strings.day).join(", ")}`),
    h("p", { class: "actions" },
      safeUrl(paper.url) && h("a", { href: paper.url, class: "button primary" }, strings.openPaper),
      copyMenu(work, strings, say)),
    digestOf(paper, strings, "h2"));
  const aside = h("aside", { class: "side", "aria-labelledby": "similar-title" },
    h("h2", { id: "similar-title" }, strings.similar),
    paperLines(similar.hits, state, strings),
    h("p", {}, h("a", { href: writeState({ similar: paper.id }) }, strings.showAll)));
  return { title: paper.title, content: [h("div", { class: "columns" }, view, aside)] };
}
