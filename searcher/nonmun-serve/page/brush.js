/**
 * Lets a pointer select a range of equal slots, from left to right. A click selects one.
 * @param {SVGElement} target
 * @param {number} count of slots
 * @param {(first: number, last: number) => void} preview while the pointer moves
 * @param {(first: number, last: number) => void} select when it is lifted
 * @param {() => void} cancel when the browser takes the pointer away, for scrolling
 */
export function brush(target, count, preview, select, cancel) {
  /** @type {number | null} */
  let start = null;
  const slot = (/** @type {PointerEvent} */ event) => {
    const box = target.getBoundingClientRect();
    const at = Math.floor(((event.clientX - box.left) / box.width) * count);
    return Math.min(Math.max(at, 0), count - 1);
  };
  /** @type {(event: PointerEvent, then: typeof select) => void} */
  const range = (event, then) => {
    if (start === null) return;
    const end = slot(event);
    then(Math.min(start, end), Math.max(start, end));
  };
  target.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    start = slot(event);
    target.setPointerCapture(event.pointerId);
    range(event, preview);
  });
  target.addEventListener("pointermove", (event) => range(event, preview));
  target.addEventListener("pointerup", (event) => {
    range(event, select);
    start = null;
  });
  target.addEventListener("pointercancel", () => {
    start = null;
    cancel();
  });
}
