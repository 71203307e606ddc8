import { en } from "./text_en.js";
import { ko } from "./text_ko.js";

/**
 * What the page says, in the language of the reader.
 *
 * @typedef {import("./text_en.js").Strings} Strings
 */

const KEY = "nonmun.lang";

/**
 * The language of the page: as the address says, else as chosen before, else as the browser
 * prefers.
 * @param {string} wanted "ko", "en" or empty
 * @returns {"ko" | "en"}
 */
export function chooseLanguage(wanted) {
  let choice = wanted;
  try {
    if (choice) localStorage.setItem(KEY, choice);
    else choice = localStorage.getItem(KEY) ?? "";
  } catch {
    // A browser may refuse to keep anything; the address is enough.
  }
  if (choice === "ko" || choice === "en") return choice;
  return navigator.language.toLowerCase().startsWith("ko") ? "ko" : "en";
}

/**
 * @param {"ko" | "en"} lang
 * @returns {Strings}
 */
export function stringsOf(lang) {
  return lang === "ko" ? ko : en;
}
