import { barList, columns, compareChart, monthChart } from "./charts.js";
import { monthOf } from "./days.js";
import { h } from "./dom.js";
import { hasTerm, termFor, toggleTerm } from "./query.js";
import { writeState } from "./state.js";

/**
 * @typedef {import("./types.js").Results} Results
 * @typedef {import("./text.js").Strings} Strings
 * @typedef {import("./state.js").State} State
 * @typedef {[string, number][]} Counts
 * @typedef {{all: Counts, query: Counts, vs: Counts | null}} Months of all papers, of the query
 *   in all months, of the query that it is compared with
 */

/** What the side asks to be counted. */
export const FACETS = "month,votes,author,section,name";
const UNKNOWN = "unknown";

/**
 * Counts of a query in the months that the index has.
 * @param {Counts} all
 * @param {Counts} counts
 */
export function rowsOf(all, counts) {
  const papers = new Map(counts);
  return all.map(([month, n]) => ({ month, papers: papers.get(month) ?? 0, all: n }));
}

/**
 * @param {string} id
 * @param {string} title
 * @param {...import("./dom.js").Child} content
 */
function block(id, title, ...content) {
  return h("section", { class: "facet", "aria-labelledby": `facet-${id}` },
    h("h3", { id: `facet-${id}` }, title), ...content);
}

/**
 * A month to begin or end with, for those who use no pointer.
 * @param {"since" | "until"} end
 * @param {Counts} months
 * @param {State} state
 * @param {Strings} strings
 * @param {(href: string) => void} go
 */
function monthSelect(end, months, state, strings, go) {
  const now = monthOf(state[end]);
  const options = months.map(([month]) => h("option", { value: month, selected: month === now },
    strings.month(month)));
  return h("label", {}, h("span", { class: "sr" }, strings[end === "since" ? "from" : "until"]),
    h("select", {
      "data-end": end,
      change: (/** @type {Event} */ event) => {
        const { value } = /** @type {HTMLSelectElement} */ (event.target);
        go(writeState({ ...state, [end]: value, page: 1 }));
      },
    }, h("option", { value: "" }, strings[end === "since" ? "from" : "until"]), ...options));
}

/**
 * The months of a query, to be selected.
 * @param {Months} months
 * @param {State} state
 * @param {Strings} strings
 * @param {(href: string) => void} go
 */
export function monthsBlock(months, state, strings, go) {
  if (months.all.length === 0) return null;
  const since = monthOf(state.since);
  const until = monthOf(state.until);
  const select = (/** @type {string} */ first, /** @type {string} */ last) => {
    // The only month that is selected, once more: all months.
    const again = first === last && first === since && last === until;
    go(writeState({ ...state, since: again ? "" : first, until: again ? "" : last, page: 1 }));
  };
  const rows = rowsOf(months.all, months.query);
  return block("months", state.q.trim() ? strings.byMonth : strings.allMonths,
    monthChart({ rows, since, until, shares: state.q.trim() !== "", select }, strings),
    h("div", { class: "range" }, monthSelect("since", months.all, state, strings, go),
      monthSelect("until", months.all, state, strings, go),
      (state.since || state.until) &&
        h("a", { href: writeState({ ...state, since: "", until: "", page: 1 }) }, strings.clearMonths)));
}

/**
 * @param {Months} months
 * @param {State} state
 * @param {Strings} strings
 * @param {(href: string) => void} go
 */
function comparison(months, state, strings, go) {
  if (!state.q.trim() || months.all.length < 2) return null;
  const field = h("input", {
    name: "vs", value: state.vs, placeholder: strings.compareHint, "aria-label": strings.compare,
    autocomplete: "off", spellcheck: "false", maxlength: 1000,
  });
  return block("compare", strings.compare,
    months.vs && compareChart({ name: state.q, rows: rowsOf(months.all, months.query) },
      { name: state.vs, rows: rowsOf(months.all, months.vs) }, strings),
    h("form", {
      class: "inline",
      submit: (/** @type {Event} */ event) => {
        event.preventDefault();
        go(writeState({ ...state, vs: field.value.trim() }));
      },
    }, field, h("button", { class: "quiet" }, strings.compareButton)),
    state.vs && h("a", { href: writeState({ ...state, vs: "" }) }, strings.compareEnd));
}

/**
 * What can be refined: counts over what is listed, each value a link that adds it to the query or
 * takes it away.
 * @param {Results} results
 * @param {Months} months
 * @param {State} state
 * @param {Strings} strings
 * @param {(href: string) => void} go
 */
export function sideView(results, months, state, strings, go) {
  const facets = results.facets ?? {};
  const distinct = results.facets_distinct ?? {};
  /** @type {(facet: string, label?: (value: string) => string) => any[]} */
  const rows = (facet, label = (value) => value) => (facets[facet] ?? []).map(([value, count]) => {
    const term = termFor(facet, value);
    return {
      label: label(value), count, on: term !== "" && hasTerm(state.q, term),
      href: term && writeState({ ...state, q: toggleTerm(state.q, term), page: 1 }),
    };
  });
  /** @type {(facet: string, title: string, label?: (value: string) => string) => Node | null} */
  const list = (facet, title, label) => {
    const shown = rows(facet, label);
    if (shown.length === 0) return null;
    return block(facet, title, barList(shown, strings),
      distinct[facet] > shown.length &&
        h("p", { class: "faint" }, strings.of(shown.length, distinct[facet])));
  };
  // There is room for where a band begins.
  const votes = rows("votes", (band) => (band === UNKNOWN ? strings.unknown : strings.votesBand(band)))
    .map((row, i) => {
      const band = facets.votes[i][0];
      return { ...row, short: band === UNKNOWN ? "?" : band.replace(/\.\.$/, "+").replace(/\.\..*/, "") };
    });
  const narrow = results.found_all > 0 && results.found_all < results.listed;
  return h("aside", { class: "side", id: "side", tabindex: -1, "aria-labelledby": "side-title" },
    h("h2", { id: "side-title", class: "sr" }, strings.refine),
    (months.query.length > 0 || months.vs) && monthsBlock(months, state, strings, go),
    (months.query.length > 0 || months.vs) && comparison(months, state, strings, go),
    results.listed > 0 && h("div", {},
      narrow && h("p", { class: "faint" },
        `${strings.countedOver(strings.papers(results.found_all))}: ${strings.withAllWords}`),
      votes.length > 0 && block("votes", strings.byVotes, columns(votes, strings)),
      list("name", strings.byName),
      list("author", strings.byAuthor),
      list("section", strings.bySection, (kind) => strings.sections[kind] ?? kind)));
}
