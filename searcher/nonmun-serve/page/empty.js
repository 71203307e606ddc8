import { h, prose } from "./dom.js";
import { termsOf } from "./query.js";
import { writeState } from "./state.js";

const MAX_WORDS = 6;

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
  if (terms.length > 1) {
    terms.slice(0, MAX_WORDS).forEach((term, i) => steps.push([
      strings.without(term),
      writeState({ ...state, q: terms.filter((_, j) => j !== i).join(" "), page: 1 })]));
  }
  steps.push([strings.browse, writeState({ sort: "date" })]);
  return h("div", { class: "empty" }, h("p", {}, strings.tryThese),
    h("ul", {}, ...steps.map(([text, href]) => h("li", {}, h("a", { href }, prose("span", {}, text))))));
}
