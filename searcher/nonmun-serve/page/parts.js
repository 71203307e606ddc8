import { bibtex, markdown } from "./citation.js";
import { copy } from "./clipboard.js";
import { h, prose } from "./dom.js";
import { quoted } from "./query.js";
import { writeState } from "./state.js";

/**
 * What lists and papers have in common.
 *
 * @typedef {import("./types.js").Hit} Hit
 * @typedef {import("./text.js").Strings} Strings
 * @typedef {import("./state.js").State} State
 * @typedef {import("./citation.js").Work & {votes: number | null, withdrawn: string | null}} Known
 */

const SHOWN_AUTHORS = 5;
/** Votes that fill the bar. It grows with their square root, for most papers have few. */
const FULL_VOTES = 150;

/**
 * @param {number | null} votes
 * @param {Strings} strings
 */
export function votesOf(votes, strings) {
  if (votes === null) return h("span", { class: "votes faint" }, strings.votesUnknown);
  const bar = h("span", { class: "votes-bar", "aria-hidden": "true" });
  const share = Math.min(Math.sqrt(votes / FULL_VOTES), 1);
  bar.style.setProperty("--share", String(share));
  return h("span", { class: "votes" }, bar, strings.votes(votes));
}

/**
 * Day, votes, id.
 * @param {Known} work
 * @param {Strings} strings
 */
export function metaOf(work, strings) {
  return h("p", { class: "meta" },
    work.date && h("time", { datetime: work.date }, strings.day(work.date)),
    votesOf(work.votes, strings),
    h("span", { class: "faint id", lang: "en" }, work.id),
    work.withdrawn && h("span", { class: "badge warn" }, strings.withdrawn(work.withdrawn)));
}

/**
 * The authors, each a link to their papers; the last ones on demand.
 * @param {string[]} authors
 * @param {Strings} strings
 */
export function authorsOf(authors, strings) {
  const links = (/** @type {string[]} */ names) => names.flatMap((name, i) => [
    i > 0 && ", ", prose("a", { href: writeState({ q: `author:${quoted(name)}` }) }, name)]);
  const line = h("p", { class: "authors" }, ...links(authors.slice(0, SHOWN_AUTHORS)));
  const rest = authors.slice(SHOWN_AUTHORS);
  if (rest.length > 0) {
    line.append(" ", h("button", {
      type: "button", class: "link",
      click: (/** @type {Event} */ event) => {
        const button = /** @type {HTMLElement} */ (event.currentTarget);
        const more = h("span", {}, ", ", ...links(rest));
        button.previousSibling?.remove();
        button.replaceWith(more);
        more.querySelector("a")?.focus();
      },
    }, strings.moreAuthors(rest.length)));
  }
  return line;
}

/**
 * Buttons that copy a paper in one form each.
 * @param {Known} work
 * @param {Strings} strings
 * @param {(text: string) => void} say
 */
export function copyMenu(work, strings, say) {
  const forms = /** @type {const} */ ({
    bibtex: () => bibtex(work),
    markdown: () => markdown(work),
    link: () => new URL(writeState({ paper: work.id }), location.href).href,
  });
  return h("span", { class: "copies", role: "group", "aria-label": strings.copy },
    h("span", { class: "faint", "aria-hidden": "true" }, strings.copy),
    ...Object.entries(forms).map(([form, text]) => {
      const name = /** @type {Record<string, string>} */ (strings.copyAs)[form];
      return h("button", {
        type: "button", class: "quiet", "aria-label": `${strings.copy}: ${name}`,
        click: async (/** @type {Event} */ event) => {
          const button = /** @type {HTMLElement} */ (event.currentTarget);
          const copied = await copy(text());
          say(copied ? strings.copied(name) : strings.notCopied);
          if (!copied) return;
          button.classList.add("done");
          setTimeout(() => button.classList.remove("done"), 1500);
        },
      }, name);
    }));
}

/**
 * Papers in a short list, one line each.
 * @param {Hit[]} hits
 * @param {State} state
 * @param {Strings} strings
 */
export function paperLines(hits, state, strings) {
  return h("ol", { class: "lines" }, ...hits.map((hit) => h("li", {},
    h("a", { href: writeState({ q: state.q, paper: hit.id }) }, prose("span", {}, hit.title)),
    h("span", { class: "line-meta" }, votesOf(hit.votes, strings),
      hit.authors.length > 0 && prose("span", { class: "faint" }, hit.authors[0])))));
}
