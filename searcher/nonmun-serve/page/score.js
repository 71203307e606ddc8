import { get } from "./api.js";
import { h, prose } from "./dom.js";
import { writeState } from "./state.js";

/**
 * @typedef {import("./types.js").Hit} Hit
 * @typedef {import("./types.js").Expansion} Expansion
 * @typedef {import("./text.js").Strings} Strings
 */

const PARTS = /** @type {const} */ (["bm25", "similarity", "votes", "recency"]);

/** @param {number} value */
const fixed = (value) => value.toFixed(value !== 0 && Math.abs(value) < 0.01 ? 4 : 2);

/**
 * @param {string} caption
 * @param {[string, number][]} rows
 */
function numbers(caption, rows) {
  if (rows.length === 0) return null;
  return h("table", { class: "numbers" }, h("caption", {}, caption),
    h("tbody", {}, ...rows.map(([what, value]) => h("tr", {},
      prose("th", { scope: "row" }, what), h("td", {}, fixed(value))))));
}

/**
 * A button that becomes the papers that give a phrase its other names.
 * @param {string} phrase
 * @param {Strings} strings
 */
function evidence(phrase, strings) {
  const place = h("span", {});
  place.append(h("button", {
    type: "button", class: "link faint",
    click: async () => {
      /** @type {import("./types.js").Alias[]} */
      const aliases = await get("/v1/aliases", { q: phrase }).then((a) => a.aliases, () => []);
      const list = h("ul", { class: "evidence", tabindex: -1 }, ...aliases.map((alias) => h("li", {},
        prose("b", {}, alias.phrase), ` ${strings.papers(alias.papers)}: `,
        ...alias.paper_ids.flatMap((id, i) => [i > 0 && ", ",
          h("a", { href: writeState({ paper: id }), lang: "en" }, id)]))));
      place.replaceChildren(list);
      list.focus();
    },
  }, strings.evidence));
  return place;
}

/**
 * What was searched for beside the words of the query.
 * @param {Expansion[]} expanded
 * @param {Strings} strings
 */
export function expansions(expanded, strings) {
  if (expanded.length === 0) return null;
  return h("ul", { class: "expansions" }, ...expanded.map(({ from, to, why }) => h("li", {},
    prose("span", {}, from), " = ", prose("b", {}, to.join(", ")), " ",
    h("span", { class: "faint" }, strings.mechanisms[why] ?? why), " ",
    why === "aliases" && evidence(from, strings))));
}

/**
 * How a score was computed: a bar of its components, with their numbers and words.
 * @param {Hit} hit with its explanation
 * @param {Expansion[]} expanded
 * @param {Strings} strings
 */
export function scoreView(hit, expanded, strings) {
  const shown = PARTS.filter((part) => hit.score_parts[part] > 0);
  const total = shown.reduce((sum, part) => sum + hit.score_parts[part], 0);
  const bar = h("div", { class: "stack", "aria-hidden": "true" }, ...shown.map((part) => {
    const piece = h("span", { class: `part-${part}` });
    piece.style.flexGrow = String(hit.score_parts[part] / total);
    return piece;
  }));
  return h("div", { class: "score" },
    bar,
    h("table", { class: "legend" }, h("caption", {}, strings.scoreOf),
      h("tbody", {}, ...PARTS.map((part) => h("tr", {},
        h("th", { scope: "row" }, h("span", { class: `key part-${part}`, "aria-hidden": "true" }),
          strings.parts[part]),
        h("td", {}, fixed(hit.score_parts[part])))),
      h("tr", { class: "total" }, h("th", { scope: "row" }, strings.score),
        h("td", {}, fixed(hit.score))))),
    hit.pinned && h("p", { class: "badge" },
      /** @type {Record<string, string>} */ (strings.pinned)[hit.pinned] ?? hit.pinned),
    numbers(strings.components, (hit.explanation ?? []).map((c) => [c.what, c.bm25])),
    numbers(strings.shares, (hit.similarity ?? []).map((s) => [s.word, s.share])),
    expanded.length > 0 && h("div", {}, h("p", { class: "label" }, strings.alsoSearched),
      expansions(expanded, strings)),
    h("p", { class: "faint" }, strings.formula));
}
