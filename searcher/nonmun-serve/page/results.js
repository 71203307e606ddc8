import { plusDays } from "./days.js";
import { h, prose } from "./dom.js";
import { changes, emptyView } from "./empty.js";
import { exportSet } from "./export.js";
import { hitView } from "./hit.js";
import { corrected } from "./query.js";
import { expansions } from "./score.js";
import { ORDERS, PAGE_SIZE, searchOf, writeState } from "./state.js";

/**
 * @typedef {import("./types.js").Results} Results
 * @typedef {import("./text.js").Strings} Strings
 * @typedef {import("./state.js").State} State
 * @typedef {{state: State, strings: Strings, say: (text: string) => void,
 *   go: (href: string) => void}} Page
 */

/** Days of the windows that can be chosen, counted back from the newest day of the index. */
const WINDOWS = /** @type {const} */ ({ week: 7, month: 30, quarter: 90, year: 365 });
const VOTES = ["5", "10", "20", "50"];

/**
 * A choice that leads to another address.
 * @param {string} label
 * @param {string} name
 * @param {[string, string][]} options value and text
 * @param {string} value
 * @param {(value: string) => void} choose
 */
function choice(label, name, options, value, choose) {
  return h("label", { class: "choice" }, h("span", { class: "sr" }, label),
    h("select", {
      "data-choice": name,
      change: (/** @type {Event} */ event) => choose(
        /** @type {HTMLSelectElement} */ (event.target).value),
    }, ...options.map(([v, text]) => h("option", { value: v, selected: v === value }, text))));
}

/**
 * The window that a state has, as a name of WINDOWS, "all" or "own".
 * @param {State} state
 * @param {string} lastDay
 */
function windowName(state, lastDay) {
  if (!state.since && !state.until) return "all";
  if (state.until || !lastDay) return "own";
  return Object.entries(WINDOWS).find(([, days]) => plusDays(lastDay, 1 - days) === state.since)?.[0]
    ?? "own";
}

/**
 * Order, window, votes, export.
 * @param {Page} page
 * @param {string} lastDay
 * @param {boolean} similar whether the list is of papers like one, which has an order of its own
 * @param {boolean} nothing whether it is empty
 */
function toolbar({ state, strings, say, go }, lastDay, similar, nothing) {
  const to = (/** @type {Partial<State>} */ change) => go(writeState({ ...state, ...change, page: 1 }));
  const now = windowName(state, lastDay);
  /** @type {[string, string][]} */
  const windows = Object.entries(strings.windows)
    .filter(([name]) => name === "all" || name === now || (lastDay && name !== "own"));
  const votes = state.minVotes && !VOTES.includes(state.minVotes)
    ? [...VOTES, state.minVotes] : VOTES;
  const save = (/** @type {"json" | "csv"} */ form) => h("button", {
    type: "button", class: "quiet", "aria-label": strings.exportAs(form.toUpperCase()),
    click: () => exportSet(state, form).catch(() => say(strings.gone)),
  }, form.toUpperCase());
  const feed = new URLSearchParams({ ...searchOf(state), sort: state.sort || "date" });
  return h("div", { class: "toolbar" },
    !similar && choice(strings.sort, "sort", ORDERS.map((order) => [order, strings.sorts[order]]),
      state.sort || ORDERS[0], (sort) => to({ sort: sort === ORDERS[0] ? "" : sort })),
    choice(strings.window, "window", windows, now, (name) => to({
      until: "",
      since: name in WINDOWS
        ? plusDays(lastDay, 1 - WINDOWS[/** @type {keyof typeof WINDOWS} */ (name)]) : "",
    })),
    choice(strings.minVotes, "votes",
      [["", strings.minVotesAll], ...votes.map((n) => /** @type {[string, string]} */ (
        [n, strings.minVotesFrom(n)]))], state.minVotes, (minVotes) => to({ minVotes })),
    !similar && state.sort && state.q.trim() && h("label", { class: "check" }, h("input", {
      type: "checkbox", checked: state.any,
      change: (/** @type {Event} */ event) => to({
        any: /** @type {HTMLInputElement} */ (event.target).checked }),
    }), strings.any),
    !similar && !nothing && h("details", { class: "menu" }, h("summary", {}, strings.export),
      h("div", {}, save("json"), save("csv"),
        h("a", { href: `/v1/search.atom?${feed}`, class: "button quiet", "data-plain": true }, strings.feed))),
    !similar && !nothing && h("a", { class: "to-side", href: "#side" }, strings.refine));
}

/**
 * @param {Results} results
 * @param {State} state
 * @param {Strings} strings
 */
function pager(results, state, strings) {
  const pages = Math.ceil(results.listed / PAGE_SIZE);
  if (pages < 2) return null;
  const link = (/** @type {number} */ page, /** @type {string} */ text, /** @type {string} */ rel) =>
    h("a", { class: "button", rel, href: writeState({ ...state, page }) }, text);
  return h("nav", { class: "pager", "aria-label": strings.pages },
    state.page > 1 && link(state.page - 1, `← ${strings.previous}`, "prev"),
    h("span", { class: "faint" }, `${state.page} / ${strings.number(pages)}`),
    state.page < pages && link(state.page + 1, `${strings.next} →`, "next"));
}

/**
 * Lines above the list: what was searched for instead or beside.
 * @param {Results} results
 * @param {State} state
 * @param {string} completed the query that was searched for in place of a half-typed one
 * @param {Strings} strings
 */
function lines(results, state, completed, strings) {
  const query = (/** @type {string} */ q) => h("a", { href: writeState({ ...state, q, page: 1 }) },
    prose("b", {}, q));
  const meant = results.did_you_mean ?? corrected(completed || state.q, results.expanded);
  return h("div", { class: "said" },
    completed && h("p", {}, strings.shownAs, " ", query(completed)),
    meant && h("p", {}, strings.didYouMean, " ", query(meant)),
    results.scope === "most" && h("p", {}, strings.mostWords),
    results.listed > 0 && changes(results, state, strings),
    ...results.notes.map((note) => prose("p", { class: "faint" }, note)),
    results.expanded.length > 0 && h("details", {},
      h("summary", {}, strings.alsoSearched, " ",
        h("span", { class: "faint" }, ...results.expanded.slice(0, 3).flatMap(({ to }, i) => [
          i > 0 && ", ", prose("span", {}, to.slice(0, 2).join(", "))]))),
      expansions(results.expanded, strings)));
}

/**
 * A list of papers with what belongs to it.
 * @param {Page} page
 * @param {Results} results
 * @param {object} more
 * @param {string} more.lastDay newest day of the index
 * @param {string} [more.completed]
 * @param {Node | null} [more.side]
 * @param {import("./types.js").Paper | null} [more.similarTo]
 */
export function listView(page, results, { lastDay, completed = "", side = null, similarTo = null }) {
  const { state, strings } = page;
  const q = state.q.trim();
  const nothing = results.listed === 0;
  const heading = similarTo
    ? h("h1", { id: "heading", tabindex: -1 }, strings.similarTo, " ",
      h("a", { href: writeState({ paper: similarTo.id }) }, prose("span", {}, similarTo.title)))
    : h("h1", { id: "heading", tabindex: -1 }, nothing
      ? (q ? prose("span", {}, strings.nothing(q)) : strings.nothingAtAll)
      : h("span", {}, h("span", { class: "sr" },
        q ? prose("span", {}, strings.resultsFor(q)) : strings.allPapers, ": "),
      strings.papers(results.listed),
      results.found_all > 0 && results.found_all < results.listed && h("small", { class: "faint" },
        " ", strings.allWords(results.found_all))));
  const shown = h("div", { class: "list" }, heading, toolbar(page, lastDay, similarTo !== null, nothing),
    lines(results, state, completed, strings),
    results.hits.length === 0
      ? emptyView(results, state, strings)
      : h("ol", { class: "hits", start: results.offset + 1 },
        ...results.hits.map((hit) => hitView(hit, completed ? { ...state, q: completed } : state,
          strings, page.say))),
    pager(results, state, strings));
  return [h("div", { class: "columns" }, shown, side)];
}
