/**
 * Which names rise: those whose share of the papers of the last days is higher than that of a year,
 * and not by chance.
 *
 * @typedef {[string, number][]} Counts value and papers, as a facet has them
 * @typedef {{name: string, recent: number, year: number, recentShare: number, yearShare: number,
 *   score: number}} Rise
 */

/** A name of fewer recent papers says nothing. */
const MIN_PAPERS = 3;
/** Standard errors above the share of the year: one name in forty gets there by chance. */
const MIN_SCORE = 2;

/**
 * The names with the highest z score of a sample's share against a known one,
 *   z = (r / R - p) / sqrt(p (1 - p) / R)
 * where r of the R recent papers have the name and p is its share in the year. A name that the year
 * has no more of than the recent days is new, and has the share of half a paper more.
 * @param {Counts} recent
 * @param {number} recentPapers
 * @param {Counts} year which includes the recent days
 * @param {number} yearPapers
 * @param {number} limit
 * @returns {Rise[]} highest score first
 */
export function rising(recent, recentPapers, year, yearPapers, limit) {
  const inYear = new Map(year);
  /** @type {Rise[]} */
  const rises = [];
  for (const [name, papers] of recent) {
    if (papers < MIN_PAPERS) continue;
    const all = Math.max(inYear.get(name) ?? papers, papers);
    const yearShare = Math.min((all + 0.5) / (yearPapers + 1), 1);
    const recentShare = papers / recentPapers;
    const error = Math.sqrt((yearShare * (1 - yearShare)) / recentPapers);
    const score = error > 0 ? (recentShare - yearShare) / error : 0;
    if (score >= MIN_SCORE) {
      rises.push({ name, recent: papers, year: all, recentShare, yearShare: all / yearPapers, score });
    }
  }
  rises.sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
  return rises.slice(0, limit);
}
