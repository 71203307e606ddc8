import { get } from "./api.js";
import { h } from "./dom.js";
import { searchOf } from "./state.js";

/** @typedef {import("./types.js").Hit} Hit */

/** The most that the server gives in one answer. */
const PAGE = 1000;
/** More is no list that somebody reads; the programs can have it. */
const MAX_PAPERS = 20_000;

/**
 * All papers that a state lists, in its order, of one generation.
 * @param {import("./state.js").State} state
 * @returns {Promise<{generation: string, hits: Hit[]}>}
 */
async function all(state) {
  /** @type {Hit[]} */
  let hits = [];
  let generation = "";
  for (let offset = 0; offset < MAX_PAPERS;) {
    const results = await get("/v1/search", { ...searchOf(state), offset, limit: PAGE });
    if (generation && results.index.generation !== generation) {
      hits = [];
      offset = 0;
      generation = "";
      continue;
    }
    generation = results.index.generation;
    hits.push(...results.hits);
    offset += PAGE;
    if (offset >= results.listed) break;
  }
  return { generation, hits };
}

/**
 * A field of CSV (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe.
 * @param {string | number | null} value
 */
function field(value) {
  if (typeof value === "number") return String(value);
  const text = value ?? "";
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/**
 * With a byte order mark, without which spreadsheets do not read it as UTF-8.
 * @param {Hit[]} hits
 */
export function csv(hits) {
  const rows = [["id", "title", "date", "votes", "authors", "url", "score"].map(field)];
  for (const hit of hits) {
    rows.push([hit.id, hit.title, hit.date, hit.votes, hit.authors.join("; "), hit.url, hit.score]
      .map(field));
  }
  return `\ufeff${rows.map((row) => `${row.join(",")}\r\n`).join("")}`;
}

/**
 * Saves all papers that a state lists as a file.
 * @param {import("./state.js").State} state
 * @param {"json" | "csv"} form
 */
export async function exportSet(state, form) {
  const { generation, hits } = await all(state);
  const content = form === "csv"
    ? csv(hits)
    : `${JSON.stringify({ search: searchOf(state), generation, papers: hits }, null, 1)}\n`;
  const type = form === "csv" ? "text/csv;charset=utf-8" : "application/json";
  const url = URL.createObjectURL(new Blob([content], { type }));
  h("a", { href: url, download: `nonmun.${form}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
