/**
 * Runs of a text in one language, so that screen readers change the voice and browsers the font
 * where Korean and English are mixed.
 *
 * @typedef {"ko" | "en"} Lang
 * @typedef {{text: string, lang: Lang, marked: boolean}} Run
 */

const HANGUL = /\p{Script=Hangul}/u;
const LATIN = /\p{Script=Latin}/u;
/** A syllable of Hangul is about as much text as two letters. */
const HANGUL_WEIGHT = 2;

/**
 * The language of most of a text.
 * @param {string} text
 * @returns {Lang}
 */
export function languageOf(text) {
  let balance = 0;
  for (const c of text) {
    if (HANGUL.test(c)) balance += HANGUL_WEIGHT;
    else if (LATIN.test(c)) balance -= 1;
  }
  return balance > 0 ? "ko" : "en";
}

/**
 * A text in runs of one language, marked or not. Digits and punctuation belong to what precedes
 * them; the text of all runs together is the text.
 * @param {string} text
 * @param {import("./types.js").Marks} [marks]
 * @returns {Run[]}
 */
export function runsOf(text, marks = []) {
  /** @type {Run[]} */
  const runs = [];
  let lang = languageOf(text);
  let next = 0;
  let at = 0;
  for (const c of text) {
    while (next < marks.length && marks[next][1] <= at) ++next;
    const marked = next < marks.length && marks[next][0] <= at;
    if (HANGUL.test(c)) lang = "ko";
    else if (LATIN.test(c)) lang = "en";
    const last = runs.at(-1);
    if (last && last.lang === lang && last.marked === marked) last.text += c;
    else runs.push({ text: c, lang, marked });
    ++at;
  }
  return runs;
}
