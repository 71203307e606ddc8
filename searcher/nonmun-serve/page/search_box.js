import { EnterKey } from "./enter_key.js";
import { Suggestions } from "./suggestions.js";

/** Faster than a syllable is typed, slower than its keys. */
const DELAY_MS = 60;

/** The field with its completions. */
export class SearchBox {
  #timer = 0;
  #composing = false;

  /**
   * @param {object} parts
   * @param {HTMLFormElement} parts.form
   * @param {HTMLInputElement} parts.input
   * @param {HTMLElement} parts.list
   * @param {HTMLElement} parts.status
   * @param {() => import("./text.js").Strings} parts.strings
   * @param {(query: string, completions: Promise<import("./types.js").Completion[]>) => void}
   *   parts.type called a moment after each change
   * @param {(query: string) => void} parts.submit may be called twice for one query
   * @param {() => void} parts.leave called when the arrow down leaves the field
   */
  constructor({ form, input, list, status, strings, type, submit, leave }) {
    this.input = input;
    const submitted = () => {
      clearTimeout(this.#timer);
      this.suggestions.close();
      submit(input.value);
    };
    // Listens to the keys of the field before the form does.
    this.suggestions = new Suggestions(input, list, status, strings, (query) => {
      input.value = query;
      submitted();
    });
    const enter = new EnterKey(submitted);
    input.addEventListener("compositionstart", () => {
      this.#composing = true;
      enter.compositionstart();
    });
    input.addEventListener("compositionend", () => {
      this.#composing = false;
      enter.compositionend();
    });
    input.addEventListener("keydown", (event) => {
      enter.keydown(event);
      if (event.defaultPrevented || EnterKey.isComposing(event)) return;
      // Out of the field, where single keys are shortcuts.
      if (event.key === "Escape" || event.key === "ArrowDown") {
        event.preventDefault();
        input.blur();
        if (event.key === "ArrowDown") leave();
      }
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      enter.schedule();
    });
    // Half-composed syllables are searched for as well: no waiting for the end of a composition.
    input.addEventListener("input", () => {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(() => {
        type(input.value, this.suggestions.update(input.value));
      }, DELAY_MS);
    });
  }

  /** Shows the query of an address, unless it is being typed. @param {string} query */
  show(query) {
    if (this.#composing || this.input.value === query) return;
    clearTimeout(this.#timer);
    this.input.value = query;
    this.suggestions.close();
  }

  focus() {
    this.input.focus();
    this.input.select();
  }
}
