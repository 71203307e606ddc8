/**
 * Terms of a query that clicks add and remove. A query is the reader's text: what they typed stays
 * as it is.
 */

/**
 * The terms of a query: words, and what quotation marks hold together.
 * @param {string} query
 * @returns {string[]}
 */
export function termsOf(query) {
  return query.match(/(?:[^\s"]*"[^"]*"|[^\s"]+|")+/g) ?? [];
}

/**
 * A value as a phrase of the query language.
 * @param {string} value
 */
export function quoted(value) {
  return `"${value.replace(/["\s]+/g, " ").trim()}"`;
}

/**
 * What clicking a value of a facet adds to a query.
 * @param {string} facet
 * @param {string} value
 * @returns {string} empty when nothing can be asked for it
 */
export function termFor(facet, value) {
  switch (facet) {
    case "author":
      return `author:${quoted(value)}`;
    case "section":
      return /^\w+$/.test(value) ? `section:${value}` : `section:${quoted(value)}`;
    case "votes":
      return /^[\d.]+$/.test(value) ? `votes:${value}` : "";
    default:
      return `+${quoted(value)}`;
  }
}

/**
 * The query with the words that no paper has replaced by what was searched for in their place.
 * @param {string} query
 * @param {import("./types.js").Expansion[]} expanded
 * @returns {string} empty when nothing was replaced
 */
export function corrected(query, expanded) {
  let result = query;
  for (const { from, to, why } of expanded) {
    if ((why === "typo" || why === "keyboard") && to.length > 0) result = result.replace(from, () => to[0]);
  }
  return result === query ? "" : result;
}

/**
 * @param {string} query
 * @param {string} term
 */
export function hasTerm(query, term) {
  return termsOf(query).includes(term);
}

/**
 * The query with a term more, or without it when it had it.
 * @param {string} query
 * @param {string} term
 */
export function toggleTerm(query, term) {
  const terms = termsOf(query);
  if (!terms.includes(term)) return query.trim() ? `${query.trim()} ${term}` : term;
  return terms.filter((t) => t !== term).join(" ");
}
