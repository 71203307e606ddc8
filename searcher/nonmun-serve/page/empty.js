import { h, prose } from "./dom.js";
import { termsOf } from "./query.js";
import { writeState } from "./state.js";

const MAX_WORDS = 6;

/**
 * The state of a changed query. What it is changed by names the limits that must go too, outside
 * the quotation marks of its words: `without "since", without since`.
 * @param {import("./state.js").State} state
 * @param {string} query
 * @param {string} why
 */
export function changedState(state, query, why) {
  const names = why.replace(/"[^"]*"/g, "");
  return {
    ...state, q: query, page: 1,
    since: /\bsince\b/.test(names) ? "" : state.since,
    until: /\buntil\b/.test(names) ? "" : state.until,
    minVotes: /\bmin-votes\b/.test(names) ? "" : state.minVotes,
  };
}

/**
 * Changes of the query that find more, as the server knows them; nothing when there are none.
 * @param {import("./types.js").Results} results
 * @param {import("./state.js").State} state
 * @param {import("./text.js").Strings} strings
 */
export function changes(results, state, strings) {
  if (results.suggestions.length === 0) return null;
  return h("ul", { class: "changes" }, ...results.suggestions.map(({ query, why, papers }) => h("li", {},
    h("a", { href: writeState(changedState(state, query, why)) }, prose("b", {}, query)), " ",
    strings.papers(papers), " ", prose("span", { class: "faint" }, why))));
}

/**
 * What to do when a search lists nothing.
 * @param {import("./types.js").Results} results
 * @param {import("./state.js").State} state
 * @param {import("./text.js").Strings} strings
 */
export function emptyView(results, state, strings) {
  /** @type {[string, string][]} */
  const steps = [];
  if (results.listed > 0) steps.push([strings.firstPage, writeState({ ...state, page: 1 })]);
  if (state.since || state.until || state.minVotes) {
    steps.push([strings.withoutFilters,
      writeState({ ...state, since: "", until: "", minVotes: "", page: 1 })]);
  }
  const terms = termsOf(state.q);
  // Guesses, where the server knows no better.
  if (terms.length > 1 && results.suggestions.length === 0) {
    terms.slice(0, MAX_WORDS).forEach((term, i) => steps.push([
      strings.without(term),
      writeState({ ...state, q: terms.filter((_, j) => j !== i).join(" "), page: 1 })]));
  }
  steps.push([strings.browse, writeState({ sort: "date" })]);
  return h("div", { class: "empty" }, h("p", {}, strings.tryThese), changes(results, state, strings),
    h("ul", {}, ...steps.map(([text, href]) => h("li", {}, h("a", { href }, prose("span", {}, text))))));
}
