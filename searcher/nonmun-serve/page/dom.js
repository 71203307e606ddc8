import { languageOf, runsOf } from "./text_runs.js";

/**
 * Makes elements. Everything is text: no file of the page parses HTML, and addresses are checked
 * here, so that no text of an index can become anything else.
 *
 * @typedef {Node | string | number | null | undefined | false} Child
 * @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>}
 *   Attributes a function listens to the event of its name; true sets the attribute, false, null
 *   and undefined leave it out
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * The address when it is one that a link may lead to: of this page, or http and https.
 * @param {string | null | undefined} url
 * @returns {string | null}
 */
export function safeUrl(url) {
  if (!url) return null;
  if (/^(\?|#|\/(?![/\\]))/.test(url)) return url;
  try {
    return /^(https?|blob):$/.test(new URL(url).protocol) ? url : null;
  } catch {
    return null;
  }
}

/**
 * @param {Element} made
 * @param {Attributes} attributes
 * @param {Child[]} children
 */
function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    if (typeof value === "function") {
      made.addEventListener(name, value);
    } else if (name === "href") {
      const url = safeUrl(String(value));
      if (url === null) continue;
      made.setAttribute("href", url);
      if (/^https?:/.test(url)) made.setAttribute("rel", "noopener noreferrer");
    } else {
      made.setAttribute(name, value === true ? "" : String(value));
    }
  }
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    made.append(child instanceof Node ? child : String(child));
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function h(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  fill(made, attributes, children);
  return made;
}

/**
 * @param {string} tag of SVG
 * @param {Attributes} [attributes]
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(tag, attributes = {}, ...children) {
  const made = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  fill(made, attributes, children);
  return made;
}

/**
 * An element with a text of the index: its language, that of each run in another, and marks.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Attributes} attributes
 * @param {string} text
 * @param {import("./types.js").Marks} [marks]
 * @returns {HTMLElementTagNameMap[T]}
 */
export function prose(tag, attributes, text, marks) {
  const lang = languageOf(text);
  const made = h(tag, { lang, ...attributes });
  for (const run of runsOf(text, marks)) {
    const other = run.lang === lang ? null : run.lang;
    if (run.marked) made.append(h("mark", { lang: other }, run.text));
    else if (other) made.append(h("span", { lang: other }, run.text));
    else made.append(run.text);
  }
  return made;
}

/**
 * The element with this id, which index.html has.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function byId(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no element ${id}`);
  return found;
}
