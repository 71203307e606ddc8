/**
 * Enter in a field that input methods write into: one press submits once.
 *
 * While a syllable is being composed, Enter belongs to the input method, which commits it. To
 * submit then at once would lose the syllable, to ignore the key would make people press it twice.
 * So the form is submitted when the composition has ended. The browsers differ:
 *  - Chromium and Firefox send keydown (isComposing, keyCode 229), then compositionend, and on some
 *    systems one more keydown for the same press;
 *  - Safari sends compositionend first, then keydown with keyCode 229 and without isComposing.
 * All that happens in one turn of the event loop becomes one call; another for the same text must
 * do nothing, which is the caller's part.
 */
export class EnterKey {
  #composing = false;
  #waiting = false;
  #scheduled = false;
  #submit;

  /** @param {() => void} submit */
  constructor(submit) {
    this.#submit = submit;
  }

  /** Whether the input method owns the keys. @param {KeyboardEvent} event */
  static isComposing(event) {
    return event.isComposing || event.keyCode === 229;
  }

  compositionstart() {
    this.#composing = true;
  }

  compositionend() {
    this.#composing = false;
    if (this.#waiting) this.schedule();
    this.#waiting = false;
  }

  /** @param {KeyboardEvent} event */
  keydown(event) {
    // With keyCode 229 some browsers know the key by its code only.
    const enter = event.key === "Enter" || event.code === "Enter" || event.code === "NumpadEnter";
    if (!enter) {
      this.#waiting = false;
    } else if (!EnterKey.isComposing(event)) {
      event.preventDefault();
      this.schedule();
    } else if (this.#composing) {
      this.#waiting = true;
    } else {
      this.schedule();
    }
  }

  schedule() {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      this.#submit();
    });
  }
}
