import { h } from "./dom.js";

const OFF = "nonmun.keys";

/** Whether single keys do something; they can be switched off (WCAG 2.1.4). */
function areOn() {
  try {
    return localStorage.getItem(OFF) !== "off";
  } catch {
    return true;
  }
}

/** @param {string[][]} rows */
function table(rows) {
  return h("table", {}, h("tbody", {}, ...rows.map(([name, help]) => h("tr", {},
    h("th", { scope: "row" }, h("kbd", {}, name)), h("td", {}, help)))));
}

/** @param {import("./text.js").Strings} strings */
export function showHelp(strings) {
  const dialog = h("dialog", { class: "help", "aria-labelledby": "help-title" },
    h("h2", { id: "help-title" }, strings.keysTitle), table(strings.keys),
    h("label", { class: "check" }, h("input", {
      type: "checkbox", checked: areOn(),
      change: (/** @type {Event} */ event) => {
        const { checked } = /** @type {HTMLInputElement} */ (event.target);
        localStorage.setItem(OFF, checked ? "on" : "off");
      },
    }), strings.keysOn),
    h("h2", {}, strings.syntaxTitle), table(strings.syntax),
    h("form", { method: "dialog" }, h("button", { class: "primary" }, strings.close)));
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}

/**
 * Moves to the next hit, or the one before.
 * @param {number} step
 */
export function moveToHit(step) {
  const hits = [...document.querySelectorAll(".hit")];
  const now = hits.findIndex((hit) => hit.contains(document.activeElement));
  const next = /** @type {HTMLElement | undefined} */ (
    hits[now < 0 ? (step > 0 ? 0 : hits.length - 1) : now + step]);
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
}

/**
 * What an action of the hit in focus does, or of the first one.
 * @param {string} name
 */
function act(name) {
  const hit = document.activeElement?.closest(".hit") ?? document.querySelector(".hit");
  /** @type {HTMLElement | null | undefined} */ (hit?.querySelector(`[data-action="${name}"]`))?.click();
}

/**
 * Connects the shortcuts. Letters are read by their place: with a Korean layout on, J types ㅓ.
 * @param {() => import("./text.js").Strings} strings
 * @param {() => void} focusSearch
 */
export function connectKeys(strings, focusSearch) {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyK") {
      event.preventDefault();
      focusSearch();
      return;
    }
    const target = /** @type {Element} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || !areOn() ||
        target.closest("input, select, textarea, dialog")) {
      return;
    }
    /** @type {Record<string, () => void>} */
    const actions = {
      KeyJ: () => moveToHit(1), KeyK: () => moveToHit(-1), KeyO: () => act("open"), KeyE: () => act("whole"),
      KeyW: () => act("why"), KeyS: () => act("similar"),
    };
    let action = event.shiftKey ? undefined : actions[event.code];
    if (event.key === "?" || (event.shiftKey && event.code === "Slash")) action = () => showHelp(strings());
    else if (event.key === "/" || event.code === "Slash") action = focusSearch;
    if (!action) return;
    event.preventDefault();
    action();
  });
}
