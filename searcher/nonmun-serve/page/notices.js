import { keepToken } from "./api.js";
import { daysSince } from "./days.js";
import { h } from "./dom.js";

/**
 * @typedef {import("./text.js").Strings} Strings
 * @typedef {import("./types.js").IndexInfo} IndexInfo
 */

const STALE_DAYS = 3;
const UPDATE = "nonmun-index update";

/** @param {string} text */
const command = (text) => h("code", { lang: "en" }, text);

/**
 * What went wrong, and the next step.
 * @param {import("./api.js").ApiError} error
 * @param {Strings} strings
 * @param {() => void} retry
 */
export function errorNotice(error, strings, retry) {
  const again = h("button", { type: "button", class: "quiet", click: retry }, strings.retry);
  const notice = (/** @type {import("./dom.js").Child[]} */ ...content) =>
    h("div", { class: "notice warn", role: "alert" }, ...content);
  if (error.status === 0) {
    return notice(h("b", {}, strings.gone), " ", strings.goneHint, " ", again);
  }
  if (error.status === 401) return tokenForm(strings, retry);
  if (error.causeName === "no_index") {
    return notice(h("b", {}, strings.noIndex), " ", command(`${UPDATE} ~/digests`), " ", again);
  }
  if (error.causeName === "other_version") {
    return notice(h("b", {}, strings.otherVersion), " ", command(`${UPDATE} ~/digests`), " ", again);
  }
  const said = [error.message, error.hint].filter(Boolean).join("; ");
  const detail = h("span", { lang: "en" }, said);
  if (error.status === 503) return notice(h("b", {}, strings.busy), " ", detail, " ", again);
  if (error.status === 404) return notice(h("b", {}, strings.noPaper));
  if (error.status < 500) {
    return notice(h("b", {}, strings.refused), " ", detail, " ", h("a", { href: "/" }, strings.reset));
  }
  return notice(h("b", {}, strings.failed), " ", detail, " ", again);
}

/**
 * @param {Strings} strings
 * @param {() => void} retry
 */
function tokenForm(strings, retry) {
  const field = h("input", { type: "password", autocomplete: "off", required: true });
  return h("form", {
    class: "notice inline", role: "alert",
    submit: (/** @type {Event} */ event) => {
      event.preventDefault();
      keepToken(field.value.trim());
      retry();
    },
  }, h("b", {}, strings.tokenTitle), h("label", {}, strings.token, " ", field),
  h("button", { class: "primary" }, strings.tokenSend));
}

/**
 * That the index was built long ago; nothing when it was not.
 * @param {IndexInfo} info
 * @param {Strings} strings
 */
export function staleNotice(info, strings) {
  const days = daysSince(info.built_at);
  if (!(days >= STALE_DAYS)) return null;
  return h("div", { class: "notice" }, strings.stale(days), " ", command(UPDATE));
}

/**
 * @param {IndexInfo} info
 * @param {Strings} strings
 */
export function footerLine(info, strings) {
  const { first_day: first, last_day: last } = info;
  return [
    h("span", {}, first && last
      ? strings.footer(strings.papers(info.papers), strings.day(first), strings.day(last))
      : strings.papers(info.papers)),
    h("span", {}, `${strings.generation} `, h("span", { lang: "en" }, info.generation), ", ",
      h("time", { datetime: info.built_at }, strings.builtAt(strings.day(info.built_at.slice(0, 10))))),
    h("a", { href: "/openapi.yaml", "data-plain": true }, strings.api),
  ];
}
