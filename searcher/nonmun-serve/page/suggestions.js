import { get, Latest } from "./api.js";
import { h, prose } from "./dom.js";
import { EnterKey } from "./enter_key.js";

/** @typedef {import("./types.js").Completion} Completion */

const LIMIT = 8;

/**
 * The completions below the field: a combobox with a list box (WAI-ARIA 1.2). They are in one row,
 * so that they cover no result.
 */
export class Suggestions {
  /** @type {Completion[]} */
  #completions = [];
  #active = -1;
  #latest = new Latest();
  /** Counts what makes completions out of date that are not there yet. */
  #sequence = 0;

  /**
   * @param {HTMLInputElement} input
   * @param {HTMLElement} list
   * @param {HTMLElement} status
   * @param {() => import("./text.js").Strings} strings
   * @param {(query: string) => void} choose
   */
  constructor(input, list, status, strings, choose) {
    this.input = input;
    this.list = list;
    this.status = status;
    this.strings = strings;
    this.choose = choose;
    input.addEventListener("keydown", (event) => this.#keydown(event));
    input.addEventListener("blur", () => this.close());
  }

  get isOpen() {
    return !this.list.hidden;
  }

  /**
   * Completes what was typed, and shows how unless the list has been closed meanwhile.
   * @param {string} text
   * @returns {Promise<Completion[]>} none when later text has been typed meanwhile
   */
  async update(text) {
    if (!text.trim()) {
      this.close();
      return [];
    }
    const sequence = ++this.#sequence;
    let answer;
    try {
      answer = await this.#latest.run((signal) => get("/v1/suggest", { q: text, limit: LIMIT }, signal));
    } catch {
      this.close();  // the search says what is wrong
      return [];
    }
    if (!answer) return [];
    /** @type {Completion[]} */
    const found = answer.suggestions;
    if (sequence === this.#sequence) this.#show(found.filter((c) => c.text !== text.trim()));
    return found;
  }

  close() {
    ++this.#sequence;
    this.#completions = [];
    this.#active = -1;
    this.list.hidden = true;
    this.list.replaceChildren();
    this.status.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {Completion[]} completions */
  #show(completions) {
    if (completions.length === 0 || document.activeElement !== this.input) {
      this.close();
      return;
    }
    const strings = this.strings();
    this.#completions = completions;
    this.#active = -1;
    this.list.setAttribute("aria-label", strings.suggestions);
    this.list.replaceChildren(...completions.map((completion, i) => {
      const kind = /** @type {Record<string, string>} */ (strings.kinds)[completion.kind];
      return h("div", {
        id: `suggestion-${i}`, role: "option", class: "suggestion", "aria-selected": "false",
        // The field keeps the focus.
        pointerdown: (/** @type {Event} */ event) => event.preventDefault(),
        click: () => this.#take(i),
      }, prose("span", {}, completion.value), " ",
      h("span", { class: "faint" }, completion.kind === "word" || !kind ? "" : `${kind} `,
        completion.papers > 0 ? strings.number(completion.papers) : ""));
    }));
    this.list.hidden = false;
    this.list.scrollLeft = 0;
    this.status.textContent = strings.suggestionsAre(completions.length);
    this.input.setAttribute("aria-expanded", "true");
    this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {number} index */
  #activate(index) {
    this.#active = index;
    [...this.list.children].forEach((option, i) => {
      option.setAttribute("aria-selected", String(i === index));
      if (i === index) option.scrollIntoView({ block: "nearest", inline: "nearest" });
    });
    if (index < 0) this.input.removeAttribute("aria-activedescendant");
    else this.input.setAttribute("aria-activedescendant", `suggestion-${index}`);
  }

  /** @param {number} index */
  #take(index) {
    const { text } = this.#completions[index];
    this.close();
    this.choose(text);
  }

  /** @param {KeyboardEvent} event */
  #keydown(event) {
    if (!this.isOpen || EnterKey.isComposing(event)) return;
    const count = this.#completions.length;
    // Before the first and after the last one is the field itself.
    if (event.key === "ArrowDown") this.#activate(this.#active + 1 < count ? this.#active + 1 : -1);
    else if (event.key === "ArrowUp") this.#activate(this.#active < 0 ? count - 1 : this.#active - 1);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.#active >= 0) {
      this.#take(this.#active);
      event.stopImmediatePropagation();
    } else return;
    event.preventDefault();
  }
}
