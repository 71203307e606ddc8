import { h, prose } from "./dom.js";

/**
 * All sections of a digest; those of one kind that follow each other have one heading.
 * @param {import("./types.js").Paper} paper
 * @param {import("./text.js").Strings} strings
 * @param {"h2" | "h3"} level
 */
export function digestOf(paper, strings, level) {
  const all = h("div", { class: "digest" });
  let before = "";
  for (const section of paper.sections) {
    const title = section.label ?? strings.sections[section.kind] ?? section.kind;
    if (title !== before) all.append(prose(level, {}, title));
    before = title;
    all.append(prose("p", {}, section.text, section.marks));
  }
  if (paper.abstract) {
    all.append(h("details", { open: paper.sections.length === 0 },
      h("summary", {}, strings.sections.abstract),
      prose("p", {}, paper.abstract, paper.abstract_marks)));
  }
  if (paper.keywords.length > 0) {
    all.append(prose("p", { class: "faint" }, `${strings.keywords}: ${paper.keywords.join(", ")}`));
  }
  const sources = paper.sources.map((s) => (s.line === null ? s.name : `${s.name}:${s.line}`));
  if (sources.length > 0) {
    all.append(h("details", { class: "faint" }, h("summary", {}, strings.sources),
      h("ul", {}, ...sources.map((source) => h("li", { class: "path" }, source)))));
  }
  return all;
}
