/**
 * A paper as text for other programs.
 *
 * @typedef {{id: string, title: string, url: string, authors: string[], date: string}} Work
 */

/** What TeX reads as more than a character. @type {Record<string, string>} */
const TEX = {
  "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "%": "\\%", "&": "\\&", $: "\\$", "#": "\\#",
  _: "\\_", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}",
};

/** @param {string} text */
function tex(text) {
  return text.replace(/[\\{}%&$#_~^]/g, (c) => TEX[c]).replace(/\s+/g, " ");
}

/** The letters and digits of a text in lower case, without accents. @param {string} text */
function plain(text) {
  return text.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();
}

/** Year and month of an arXiv id of today's form, else of the day listed. @param {Work} work */
function time(work) {
  const arxiv = /^(\d{2})(\d{2})\.\d{4,5}$/.exec(work.id);
  if (arxiv) return { year: `20${arxiv[1]}`, arxiv: true };
  return { year: work.date.slice(0, 4), arxiv: false };
}

/**
 * A BibTeX entry; titles keep their capitals.
 * @param {Work} work
 * @returns {string}
 */
export function bibtex(work) {
  const { year, arxiv } = time(work);
  const surname = plain((work.authors[0] ?? "").trim().split(/\s+/).at(-1) ?? "");
  const word = plain(work.title.split(/[\s:]+/).find((w) => plain(w).length > 3) ?? work.title);
  const fields = [["title", `{${tex(work.title)}}`]];
  if (work.authors.length > 0) fields.push(["author", work.authors.map(tex).join(" and ")]);
  if (year) fields.push(["year", year]);
  if (arxiv) fields.push(["eprint", work.id], ["archivePrefix", "arXiv"]);
  if (work.url) fields.push(["url", work.url.replace(/[{}\\\s]/g, encodeURIComponent)]);
  const lines = fields.map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@misc{${surname || "paper"}${year}${word},\n${lines.join("")}}\n`;
}

/**
 * One line of Markdown with a link.
 * @param {Work} work
 * @returns {string}
 */
export function markdown(work) {
  const escape = (/** @type {string} */ text) => text.replace(/[\\`*_[\]<>]/g, "\\$&");
  const title = escape(work.title);
  const url = work.url.replace(/[()\s<>]/g, (c) => `%${c.charCodeAt(0).toString(16)}`);
  const authors = work.authors.slice(0, 3).map(escape).join(", ");
  const more = work.authors.length > 3 ? " et al." : "";
  return `${url ? `[${title}](${url})` : title}${authors ? ` — ${authors}${more}` : ""}` +
    ` (${work.date})\n`;
}
