import { get } from "./api.js";
import { plusDays } from "./days.js";
import { h, prose } from "./dom.js";
import { monthsBlock } from "./facets.js";
import { paperLines } from "./parts.js";
import { quoted } from "./query.js";
import { EMPTY, writeState } from "./state.js";
import { rising } from "./trends.js";

/**
 * @typedef {import("./types.js").Results} Results
 * @typedef {import("./types.js").IndexInfo} IndexInfo
 * @typedef {import("./text.js").Strings} Strings
 */

const SHOWN = 6;
const NAMES = 1000;
const RISES = 12;
const WEEK = 7;
const MONTH = 30;
const YEAR = 365;

/**
 * @param {string} id
 * @param {Node | string} title
 * @param {...import("./dom.js").Child} content
 */
function block(id, title, ...content) {
  return h("section", { class: "block", "aria-labelledby": id }, h("h2", { id }, title), ...content);
}

/**
 * Names on the rise: bars of their share now, with a line at the share of the year.
 * @param {import("./trends.js").Rise[]} rises
 * @param {Strings} strings
 */
function risingList(rises, strings) {
  if (rises.length === 0) return h("p", { class: "faint" }, strings.risingNone);
  const max = Math.max(...rises.map((rise) => rise.recentShare));
  return h("ul", { class: "rises" }, ...rises.map((rise) => {
    const track = h("span", { class: "track", "aria-hidden": "true" });
    track.style.setProperty("--share", String(rise.recentShare / max));
    track.style.setProperty("--year", String(rise.yearShare / max));
    return h("li", {},
      h("a", { href: writeState({ q: quoted(rise.name) }) }, prose("span", {}, rise.name)), track,
      h("span", { class: "faint" },
        h("span", { class: "sr" }, `${strings.recentColumn} `), strings.percent(rise.recentShare),
        h("span", { class: "sr" }, ` (${strings.papers(rise.recent)}), ${strings.yearColumn} ${
          strings.percent(rise.yearShare)} (${strings.papers(rise.year)})`)));
  }));
}

/**
 * The page without a query: what is new, what is read, what rises. Days are counted back from the
 * newest one of the index, not from today, so that an index of last week is worth opening as well.
 * @param {IndexInfo} info
 * @param {Strings} strings
 * @param {(href: string) => void} go
 * @param {AbortSignal} signal
 * @returns {Promise<import("./main.js").View>}
 */
export async function landingView(info, strings, go, signal) {
  const last = info.last_day;
  if (!last || info.papers === 0) {
    return { title: "", content: [h("div", { class: "empty" }, h("h1", { id: "heading", tabindex: -1 },
      strings.empty), h("pre", {}, "nonmun-index update ~/digests"))] };
  }
  const since = (/** @type {number} */ days) => plusDays(last, 1 - days);
  const list = { limit: SHOWN, passages: 0 };
  const names = { facets: "name", "facet-limit": NAMES };
  /** @type {Results[]} */
  const [day, week, trending, recent, year, months] = await Promise.all([
    get("/v1/search", { sort: "votes", since: last, ...list }, signal),
    get("/v1/search", { sort: "votes", since: since(WEEK), ...list }, signal),
    get("/v1/search", { sort: "trending", "as-of": last, ...list }, signal),
    get("/v1/facets", { since: since(MONTH), ...names }, signal),
    get("/v1/facets", { since: since(YEAR), ...names }, signal),
    get("/v1/facets", { facets: "month" }, signal),
  ]);
  const rises = rising(recent.facets?.name ?? [], recent.listed, year.facets?.name ?? [],
    year.listed, RISES);
  const state = { ...EMPTY };
  const all = months.facets?.month ?? [];
  const more = (/** @type {Results} */ results, /** @type {string} */ href) =>
    results.listed > SHOWN && h("p", { class: "more" }, h("a", { href }, strings.showAll, " ",
      h("span", { class: "faint" }, strings.papers(results.listed))));
  return {
    title: "",
    content: [h("div", { class: "landing" },
      h("h1", { id: "heading", tabindex: -1, class: "lead" }, strings.lead),
      h("div", { class: "blocks" },
        block("latest", h("time", { datetime: last }, strings.latestDay(strings.day(last))),
          paperLines(day.hits, state, strings),
          more(day, writeState({ sort: "votes", since: last }))),
        block("week", strings.thisWeek, paperLines(week.hits, state, strings),
          more(week, writeState({ sort: "votes", since: since(WEEK) }))),
        block("trending", h("span", {}, strings.trending, " ", h("small", { class: "faint" },
          strings.trendingHint)), paperLines(trending.hits, state, strings),
          more(trending, writeState({ sort: "trending" })))),
      h("div", { class: "blocks" },
        block("rising", strings.risingTitle, h("p", { class: "faint" }, strings.risingHint),
          risingList(rises, strings)),
        h("div", { class: "block" }, monthsBlock({ all, query: all, vs: null }, state, strings, go),
          h("p", { class: "faint" }, strings.brushHint))))],
  };
}
