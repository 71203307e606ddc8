/** Arithmetic of days and months, as ISO 8601 texts in UTC. */

const DAY_MS = 86_400_000;

/**
 * @param {string} day YYYY-MM-DD
 * @param {number} days
 * @returns {string}
 */
export function plusDays(day, days) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/**
 * How many whole days ago a time was.
 * @param {string} time ISO 8601
 * @param {number} [now] milliseconds since 1970
 */
export function daysSince(time, now = Date.now()) {
  return Math.floor((now - Date.parse(time)) / DAY_MS);
}

/**
 * The month of a day, or of a month; nothing for a year or a time in words.
 * @param {string} text
 */
export function monthOf(text) {
  return /^\d{4}-\d{2}(-\d{2})?$/.test(text) ? text.slice(0, 7) : "";
}
