import { get, paperPath } from "./api.js";
import { digestOf } from "./digest.js";
import { h, prose, safeUrl } from "./dom.js";
import { authorsOf, copyMenu, metaOf } from "./parts.js";
import { scoreView } from "./score.js";
import { searchOf, windowOf, writeState } from "./state.js";

/**
 * @typedef {import("./types.js").Hit} Hit
 * @typedef {import("./types.js").Results} Results
 * @typedef {import("./text.js").Strings} Strings
 * @typedef {import("./state.js").State} State
 */

/**
 * A button that shows and hides what is loaded when it is first asked for.
 * @param {string} label
 * @param {string} name what shortcuts find it by
 * @param {HTMLElement} place
 * @param {() => Promise<Node>} load
 * @param {Strings} strings
 */
function disclosure(label, name, place, load, strings) {
  let loaded = false;
  const panel = h("div", { class: `panel panel-${name}`, hidden: true });
  place.append(panel);
  const toggle = async () => {
    panel.hidden = !panel.hidden;
    button.setAttribute("aria-expanded", String(!panel.hidden));
    if (panel.hidden || loaded) return;
    panel.setAttribute("aria-busy", "true");
    panel.replaceChildren(h("p", { class: "faint" }, strings.loading));
    try {
      panel.replaceChildren(await load());
      loaded = true;
    } catch (error) {
      const message = error instanceof Error && error.message ? error.message : strings.gone;
      panel.replaceChildren(h("p", { class: "warn" }, message));
    }
    panel.removeAttribute("aria-busy");
  };
  const button = h("button", {
    type: "button", class: "quiet", "aria-expanded": "false", "data-action": name, click: toggle,
  }, label);
  return button;
}

/**
 * How a hit's score was computed: asked for on demand, for one place of the list.
 * @param {Hit} hit
 * @param {State} state
 * @param {Strings} strings
 */
async function why(hit, state, strings) {
  const place = { explain: "true", limit: 1, offset: hit.rank - 1, passages: 0 };
  /** @type {Results} */
  const results = state.similar
    ? await get(`${paperPath(state.similar)}/similar`, { ...windowOf(state), ...place })
    : await get("/v1/search", { ...searchOf(state), ...place });
  if (results.hits[0]?.id !== hit.id) throw new Error(strings.noLonger);
  return scoreView(results.hits[0], results.expanded, strings);
}

/**
 * One paper of a list.
 * @param {Hit} hit
 * @param {State} state
 * @param {Strings} strings
 * @param {(text: string) => void} say
 */
export function hitView(hit, state, strings, say) {
  const title = hit.snippets.find((s) => s.field === "title");
  const passages = hit.snippets.filter((s) => s.field !== "title" && s.field !== "author");
  const marksOf = title && title.text === hit.title ? title.marks : [];
  const panels = h("div", {});
  const id = `hit-${hit.rank}`;
  /** @type {Record<string, string>} */
  const parameters = state.q ? { q: state.q } : {};
  return h("li", {}, h("article", { class: "hit", "aria-labelledby": id, tabindex: -1 },
    h("h2", { id }, h("a", {
      href: safeUrl(hit.url) ?? writeState({ ...state, paper: hit.id }), "data-action": "open",
    }, prose("span", {}, hit.title, marksOf))),
    metaOf(hit, strings),
    authorsOf(hit.authors, strings),
    ...passages.map((passage) => prose("p", { class: "passage" }, passage.text, passage.marks)),
    h("div", { class: "actions" },
      disclosure(strings.whole, "whole", panels, async () => digestOf(
        await get(paperPath(hit.id), parameters), strings, "h3"), strings),
      disclosure(strings.why, "why", panels, () => why(hit, state, strings), strings),
      h("a", {
        class: "button quiet", href: writeState({ similar: hit.id }), "data-action": "similar",
      }, strings.similar),
      copyMenu(hit, strings, say)),
    panels));
}
