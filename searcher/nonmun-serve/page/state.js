/**
 * What the page shows, as its address says it. Everything is text as in the address; empty: not
 * given.
 *
 * @typedef {object} State
 * @property {string} q the query
 * @property {string} sort an order of the server; empty: by relevance
 * @property {string} since first day, month or year
 * @property {string} until last one
 * @property {string} minVotes
 * @property {boolean} any papers with any word, where the order is another than relevance
 * @property {number} page 1-based
 * @property {string} vs a query whose months are compared with those of q
 * @property {string} similar the paper that others are to be like
 * @property {string} paper the paper to read
 * @property {string} lang "ko", "en", or empty: as the browser prefers
 */

/** Hits of one page of results. */
export const PAGE_SIZE = 20;

/** @type {Readonly<State>} */
export const EMPTY = Object.freeze({
  q: "", sort: "", since: "", until: "", minVotes: "", any: false, page: 1, vs: "", similar: "",
  paper: "", lang: "",
});

/** Orders that the page offers, the first one when none is given. */
export const ORDERS = /** @type {const} */ (["relevance", "date", "votes", "trending"]);

/** Names in the address, in the order in which they are written. @type {[keyof State, string][]} */
const NAMES = [
  ["q", "q"], ["sort", "sort"], ["since", "since"], ["until", "until"], ["minVotes", "min-votes"],
  ["vs", "vs"], ["similar", "similar"], ["paper", "paper"], ["lang", "lang"],
];

/**
 * @param {string} search the part of an address from the question mark on
 * @returns {State}
 */
export function readState(search) {
  const given = new URLSearchParams(search);
  /** @type {State} */
  const state = { ...EMPTY };
  for (const [key, name] of NAMES) {
    /** @type {any} */ (state)[key] = given.get(name) ?? "";
  }
  const orders = /** @type {readonly string[]} */ (ORDERS);
  if (!orders.includes(state.sort) || state.sort === ORDERS[0]) state.sort = "";
  if (!/^\d{1,9}$/.test(state.minVotes)) state.minVotes = "";
  if (state.lang !== "ko" && state.lang !== "en") state.lang = "";
  state.any = given.get("any") === "true";
  state.page = Math.min(Math.max(Number.parseInt(given.get("page") ?? "", 10) || 1, 1), 100_000);
  return state;
}

/**
 * The address of a state, from the root on.
 * @param {Partial<State>} partial
 * @returns {string}
 */
export function writeState(partial) {
  const state = { ...EMPTY, ...partial };
  const given = new URLSearchParams();
  for (const [key, name] of NAMES) if (state[key]) given.set(name, String(state[key]));
  if (state.any) given.set("any", "true");
  if (state.page > 1) given.set("page", String(state.page));
  const text = given.toString();
  return text ? `/?${text}` : "/";
}

/**
 * Which view a state is.
 * @param {State} state
 * @returns {"landing" | "list" | "similar" | "paper"}
 */
export function viewOf(state) {
  if (state.paper) return "paper";
  if (state.similar) return "similar";
  const listed = state.q.trim() || state.sort || state.since || state.until || state.minVotes;
  return listed ? "list" : "landing";
}

/**
 * What limits a list, as parameters of the server.
 * @param {State} state
 * @returns {Record<string, string>}
 */
export function windowOf(state) {
  /** @type {Record<string, string>} */
  const parameters = {};
  if (state.since) parameters.since = state.since;
  if (state.until) parameters.until = state.until;
  if (state.minVotes) parameters["min-votes"] = state.minVotes;
  return parameters;
}

/**
 * A list as the parameters of /v1/search.
 * @param {State} state
 * @returns {Record<string, string>}
 */
export function searchOf(state) {
  const parameters = windowOf(state);
  if (state.q) parameters.q = state.q;
  if (state.sort) parameters.sort = state.sort;
  if (state.any) parameters.any = "true";
  return parameters;
}
