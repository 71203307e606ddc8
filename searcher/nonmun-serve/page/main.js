import { ApiError, get, Latest, paperPath, PerGeneration } from "./api.js";
import { byId, h } from "./dom.js";
import { FACETS, sideView } from "./facets.js";
import { connectKeys, moveToHit, showHelp } from "./keys.js";
import { landingView } from "./landing.js";
import { errorNotice, footerLine, staleNotice } from "./notices.js";
import { paperView } from "./paper.js";
import { listView } from "./results.js";
import { SearchBox } from "./search_box.js";
import { PAGE_SIZE, readState, searchOf, viewOf, windowOf, writeState } from "./state.js";
import { chooseLanguage, stringsOf } from "./text.js";

/**
 * From an address to a view, and from what people do to an address.
 *
 * @typedef {import("./types.js").Results} Results
 * @typedef {import("./types.js").Completion} Completion
 * @typedef {import("./types.js").IndexInfo} IndexInfo
 * @typedef {import("./state.js").State} State
 * @typedef {{title: string, content: Node[], status?: string, info?: IndexInfo}} View
 * @typedef {{completions?: Promise<Completion[]>, focus?: boolean, scroll?: number}} How
 */

const FACET_VALUES = 8;
const BUSY_MS = 250;
const FIRST_RETRY_MS = 2_000;
const LAST_RETRY_MS = 30_000;

let state = readState(location.search);
let strings = stringsOf(chooseLanguage(state.lang));
let retryMs = FIRST_RETRY_MS;
let retryTimer = 0;
/** The address whose view is shown, or on its way. */
let shownHref = "";
/** @type {IndexInfo | null} */
let info = null;
const latest = new Latest();
const perGeneration = new PerGeneration();
const content = byId("content");
const status = byId("status");

/** Tells screen readers. @param {string} text */
function say(text) {
  status.textContent = text;
}

/** @param {string} generation of an answer; empty: any @param {AbortSignal} [signal] */
async function infoOf(generation, signal) {
  if (info && info.generation === generation) return info;
  /** @type {IndexInfo} */
  const fresh = await get("/v1/stats", {}, signal);
  info = fresh;
  return fresh;
}

/** @param {State} wanted @param {How} how @param {AbortSignal} signal @returns {Promise<View>} */
async function buildList(wanted, how, signal) {
  const list = {
    limit: PAGE_SIZE, offset: (wanted.page - 1) * PAGE_SIZE, facets: FACETS,
    "facet-limit": FACET_VALUES,
  };
  const search = (/** @type {string} */ q) =>
    get("/v1/search", { ...searchOf({ ...wanted, q }), ...list }, signal);
  /** @type {Results} */
  let results = await search(wanted.q);
  let completed = "";
  if (results.listed === 0 && wanted.q.trim()) {
    // The beginning of a Latin word or of a name matches nothing by itself.
    const completions = await (how.completions ??
      get("/v1/suggest", { q: wanted.q, limit: 1 }, signal).then((a) => a.suggestions));
    if (completions.length > 0 && completions[0].text !== wanted.q.trim()) {
      const instead = await search(completions[0].text);
      if (instead.listed > 0) {
        completed = completions[0].text;
        results = instead;
      }
    }
  }
  const shown = completed ? { ...wanted, q: completed } : wanted;
  const months = (/** @type {string} */ q) => {
    const { since, until, ...rest } = windowOf(wanted);
    return get("/v1/facets", { ...rest, ...(q.trim() ? { q } : {}), facets: "month" }, signal)
      .then((/** @type {Results} */ r) => r.facets?.month ?? []);
  };
  const windowed = wanted.since || wanted.until;
  const { generation } = results.index;
  const [index, all, query, vs] = await Promise.all([
    infoOf(generation, signal),
    perGeneration.get(generation, "/v1/facets", { facets: "month" })
      .then((/** @type {Results} */ r) => r.facets?.month ?? []),
    windowed ? months(shown.q) : results.facets?.month ?? [],
    wanted.vs ? months(wanted.vs) : null,
  ]);
  return {
    title: wanted.q.trim() || strings.allPapers,
    content: listView({ state: wanted, strings, say, go }, results, {
      lastDay: index.last_day ?? "", completed,
      side: sideView(results, { all, query, vs }, shown, strings, go),
    }),
    status: results.listed > 0 ? strings.papers(results.listed)
      : wanted.q.trim() ? strings.nothing(wanted.q.trim()) : strings.nothingAtAll,
    info: index,
  };
}

/** @param {State} wanted @param {AbortSignal} signal @returns {Promise<View>} */
async function buildSimilar(wanted, signal) {
  const path = paperPath(wanted.similar);
  /** @type {[import("./types.js").Paper, Results]} */
  const [paper, results] = await Promise.all([
    get(path, {}, signal),
    get(`${path}/similar`, {
      ...windowOf(wanted), limit: PAGE_SIZE, offset: (wanted.page - 1) * PAGE_SIZE,
    }, signal),
  ]);
  const index = await infoOf(results.index.generation, signal);
  return {
    title: `${strings.similarTo} ${paper.title}`,
    content: listView({ state: wanted, strings, say, go }, results,
      { lastDay: index.last_day ?? "", similarTo: paper }),
    status: strings.papers(results.listed),
    info: index,
  };
}

/** @param {State} wanted @param {How} how @param {AbortSignal} signal @returns {Promise<View>} */
async function build(wanted, how, signal) {
  switch (viewOf(wanted)) {
    case "landing": {
      const index = await infoOf("", signal);
      return { ...await landingView(index, strings, go, signal), info: index };
    }
    case "paper":
      return { ...await paperView(wanted, strings, say, signal), info: await infoOf("", signal) };
    case "similar":
      return buildSimilar(wanted, signal);
    default:
      return buildList(wanted, how, signal);
  }
}

/** The parts of the frame that are words. */
function showFrame() {
  document.documentElement.lang = strings.lang;
  byId("skip").textContent = strings.skip;
  byId("submit").textContent = strings.search;
  const input = byId("q");
  input.setAttribute("aria-label", strings.searchLabel);
  input.setAttribute("placeholder", strings.searchHint);
  const help = byId("help");
  help.setAttribute("aria-label", strings.help);
  help.title = strings.help;
  const language = byId("language");
  language.textContent = strings.otherLanguage;
  language.setAttribute("lang", strings.otherLang);
  language.setAttribute("href", writeState({ ...state, lang: strings.otherLang }));
}

/** Shows what the address says. @param {How} [how] */
async function show(how = {}) {
  const wanted = state;
  const href = location.pathname + location.search;
  clearTimeout(retryTimer);
  shownHref = href;
  strings = stringsOf(chooseLanguage(wanted.lang));
  showFrame();
  const busy = setTimeout(() => content.setAttribute("aria-busy", "true"), BUSY_MS);
  try {
    const view = await latest.run((signal) => build(wanted, how, signal));
    if (!view) return;
    document.title = view.title ? `${view.title} – nonmun` : "nonmun";
    content.replaceChildren(...view.content);
    content.dataset.address = href;  // which may not be the window's any more: tests wait for it
    retryMs = FIRST_RETRY_MS;
    const stale = view.info ? staleNotice(view.info, strings) : null;
    byId("notice").replaceChildren(...(stale ? [stale] : []));
    if (view.info) byId("footer").replaceChildren(...footerLine(view.info, strings));
    say(view.status ?? "");
    if (how.scroll !== undefined) window.scrollTo({ top: how.scroll });
    if (how.focus) {
      window.scrollTo({ top: 0 });
      document.getElementById("heading")?.focus({ preventScroll: true });
    }
  } catch (error) {
    showError(error, how);
  } finally {
    if (state === wanted) content.removeAttribute("aria-busy");
    clearTimeout(busy);
  }
}

/** What is shown stays, for it may still be of use. @param {unknown} error @param {How} how */
function showError(error, how) {
  shownHref = "";
  const known = error instanceof ApiError ? error : new ApiError(500, { detail: String(error) });
  const retry = () => show(how);
  byId("notice").replaceChildren(errorNotice(known, strings, retry));
  if (known.status !== 0 && known.status !== 503) return;
  retryTimer = window.setTimeout(retry, Math.max(retryMs, (known.retryAfter ?? 0) * 1000));
  retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
}

/** Changes the address. Safari refuses more than a hundred changes in half a minute. */
function change(/** @type {string} */ href, /** @type {boolean} */ draft) {
  const drafted = Boolean(history.state?.draft);
  try {
    if (drafted) {
      history.replaceState({ draft }, "", href);
    } else if (href !== location.pathname + location.search) {
      history.replaceState({ ...history.state, scroll: window.scrollY }, "");
      history.pushState({ draft }, "", href);
    }
  } catch {
    // The view is right all the same; the next change catches up.
  }
  state = readState(href.slice(href.indexOf("?") < 0 ? href.length : href.indexOf("?")));
}

/** Goes to another view of the page. @param {string} href */
function go(href) {
  // What was typed up to here is an address of its own, to come back to.
  if (history.state?.draft) history.replaceState({ draft: false }, "");
  change(href, false);
  box.show(state.q);
  void show({ focus: true });
}

/** @param {string} q */
function queryHref(q) {
  return writeState({ ...state, q, page: 1, paper: "", similar: "" });
}

const box = new SearchBox({
  form: /** @type {HTMLFormElement} */ (byId("search")),
  input: /** @type {HTMLInputElement} */ (byId("q")),
  list: byId("suggestions"),
  status: byId("suggestion-status"),
  strings: () => strings,
  // While somebody types, one entry of the history follows the text: a draft.
  type: (q, completions) => {
    change(queryHref(q), true);
    void show({ completions });
  },
  submit: (q) => {
    const href = queryHref(q.trim());
    change(href, false);
    if (shownHref !== href) void show();
  },
  leave: () => moveToHit(1),
});

document.addEventListener("click", (event) => {
  const link = /** @type {Element} */ (event.target).closest("a[href]");
  if (!link || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey ||
      event.shiftKey || event.altKey || link.hasAttribute("data-plain")) {
    return;
  }
  const url = new URL(/** @type {HTMLAnchorElement} */ (link).href);
  if (url.origin !== location.origin || url.pathname !== "/") return;
  event.preventDefault();
  if (url.hash) {
    // A place of what is shown is no entry of the history, whose entries are views.
    const place = document.getElementById(url.hash.slice(1));
    place?.scrollIntoView();
    place?.focus({ preventScroll: true });
    return;
  }
  go(url.pathname + url.search);
});
window.addEventListener("popstate", (event) => {
  state = readState(location.search);
  box.show(state.q);
  void show({ scroll: event.state?.scroll ?? 0 });
});
window.addEventListener("online", () => {
  if (!shownHref) void show();
});
byId("help").addEventListener("click", () => showHelp(strings));
connectKeys(() => strings, () => box.focus());
history.scrollRestoration = "manual";
content.append(h("p", { class: "faint" }, strings.loading));
box.show(state.q);
void show();
