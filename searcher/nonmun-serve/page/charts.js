import { brush } from "./brush.js";
import { h, prose, svg } from "./dom.js";

/**
 * Charts as SVG, each with a table of the same numbers for those who cannot see it or want to read
 * it.
 *
 * @typedef {import("./text.js").Strings} Strings
 * @typedef {{month: string, papers: number, all: number}} MonthRow
 */

const WIDTH = 320;
const HEIGHT = 84;
const MAX_BAR = 26;
const GAP = 0.28;

/** @param {MonthRow} row */
const share = (row) => (row.all > 0 ? row.papers / row.all : 0);

/**
 * @param {string} caption
 * @param {string[]} head
 * @param {(string | number)[][]} rows
 * @param {Strings} strings
 */
function twin(caption, head, rows, strings) {
  return h("details", { class: "twin" }, h("summary", {}, strings.tableOf),
    h("table", {}, h("caption", { class: "sr" }, caption),
      h("thead", {}, h("tr", {}, ...head.map((text) => h("th", { scope: "col" }, text)))),
      h("tbody", {}, ...rows.map(([first, ...rest]) => h("tr", {},
        h("th", { scope: "row" }, first), ...rest.map((value) => h("td", {}, value)))))));
}

/**
 * The points of a line over all months, by share.
 * @param {MonthRow[]} rows
 * @param {number} max
 */
function points(rows, max) {
  const step = WIDTH / rows.length;
  return rows.map((row, i) => {
    const y = HEIGHT - 3 - (max > 0 ? share(row) / max : 0) * (HEIGHT - 8);
    return `${((i + 0.5) * step).toFixed(1)},${y.toFixed(1)}`;
  }).join(" ");
}

/** @param {MonthRow[]} rows @param {Strings} strings */
function axis(rows, strings) {
  return h("div", { class: "axis", "aria-hidden": "true" },
    h("span", {}, strings.month(rows[0].month)),
    rows.length > 1 && h("span", {}, strings.month(rows[rows.length - 1].month)));
}

/**
 * Papers per month as bars, with their share of all papers as a line.
 * @param {object} chart
 * @param {MonthRow[]} chart.rows ascending
 * @param {string} chart.since first selected month; empty: from the first one
 * @param {string} chart.until
 * @param {boolean} chart.shares whether the line says anything
 * @param {(since: string, until: string) => void} chart.select
 * @param {Strings} strings
 */
export function monthChart({ rows, since, until, shares, select }, strings) {
  const max = Math.max(...rows.map((row) => row.papers), 1);
  const step = WIDTH / rows.length;
  const width = Math.min(step * (1 - GAP), MAX_BAR);
  const bars = rows.map((row, i) => {
    const height = row.papers > 0 ? Math.max((row.papers / max) * (HEIGHT - 4), 1.5) : 0;
    return svg("rect", {
      x: ((i + 0.5) * step - width / 2).toFixed(1), y: (HEIGHT - height).toFixed(1),
      width: width.toFixed(1), height: height.toFixed(1), rx: 1.5, class: "bar",
    }, svg("title", {}, `${strings.month(row.month)}: ${strings.papers(row.papers)}`));
  });
  const mark = (/** @type {number} */ first, /** @type {number} */ last) => bars.forEach(
    (bar, i) => bar.classList.toggle("out", i < first || i > last));
  const now = () => {
    const first = rows.findIndex((row) => row.month >= since);
    const after = until ? rows.findIndex((row) => row.month > until) : -1;
    mark(first < 0 ? rows.length : first, (after < 0 ? rows.length : after) - 1);
  };
  now();
  const label = strings.monthChart(strings.month(rows[0].month),
    strings.month(rows[rows.length - 1].month));
  const picture = svg("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label, class: "months",
  },
  // Takes the pointer where no bar is.
  svg("rect", { width: WIDTH, height: HEIGHT, class: "ground" }), ...bars,
  shares && svg("polyline", { points: points(rows, Math.max(...rows.map(share))), class: "line" }));
  brush(picture, rows.length, mark,
    (first, last) => select(rows[first].month, rows[last].month), now);
  const head = [strings.monthColumn, strings.papersColumn];
  if (shares) head.push(strings.allColumn, strings.shareColumn);
  return h("figure", { class: "chart" }, picture, axis(rows, strings),
    shares && h("figcaption", { class: "faint" },
      h("span", { class: "key key-bar", "aria-hidden": "true" }), strings.legendBars, " ",
      h("span", { class: "key key-line", "aria-hidden": "true" }), strings.legendLine),
    twin(label, head, rows.map((row) => [strings.month(row.month), strings.number(row.papers),
      ...(shares ? [strings.number(row.all), strings.percent(share(row))] : [])]), strings));
}

/**
 * Two queries over time, by their shares of all papers.
 * @param {{name: string, rows: MonthRow[]}} a
 * @param {{name: string, rows: MonthRow[]}} b of the same months
 * @param {Strings} strings
 */
export function compareChart(a, b, strings) {
  const max = Math.max(...a.rows.map(share), ...b.rows.map(share));
  const label = strings.compareTitle(a.name, b.name);
  return h("figure", { class: "chart" },
    svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": label },
      svg("polyline", { points: points(a.rows, max), class: "line first" }),
      svg("polyline", { points: points(b.rows, max), class: "line second" })),
    axis(a.rows, strings),
    h("figcaption", {},
      h("span", { class: "key key-first", "aria-hidden": "true" }), prose("span", {}, a.name), " ",
      h("span", { class: "key key-second", "aria-hidden": "true" }), prose("span", {}, b.name), " ",
      h("span", { class: "faint" }, strings.legendLine)),
    twin(label, [strings.monthColumn, a.name, b.name], a.rows.map((row, i) => [
      strings.month(row.month),
      `${strings.percent(share(row))} (${strings.number(row.papers)})`,
      `${strings.percent(share(b.rows[i]))} (${strings.number(b.rows[i].papers)})`]), strings));
}

/**
 * Values with bars, each a link.
 * @param {{label: string, count: number, href: string, on: boolean}[]} rows
 * @param {Strings} strings
 */
export function barList(rows, strings) {
  const max = Math.max(...rows.map((row) => row.count), 1);
  return h("ul", { class: "bars" }, ...rows.map((row) => {
    const link = h("a", { href: row.href, "aria-current": row.on ? "true" : null },
      prose("span", { class: "bar-label" }, row.label), " ",
      h("span", { class: "bar-count" }, strings.number(row.count)));
    link.style.setProperty("--share", String(row.count / max));
    return h("li", {}, link);
  }));
}

/**
 * A distribution as columns, each a link where it has papers.
 * @param {{label: string, short: string, count: number, href: string, on: boolean}[]} rows
 * @param {Strings} strings
 */
export function columns(rows, strings) {
  const max = Math.max(...rows.map((row) => row.count), 1);
  return h("ul", { class: "columns-chart" }, ...rows.map((row) => {
    const bar = h("span", { class: "column", "aria-hidden": "true" });
    bar.style.setProperty("--share", String(row.count / max));
    const name = `${row.label}: ${strings.papers(row.count)}`;
    const leads = row.href !== "" && (row.count > 0 || row.on);
    return h("li", {}, h("a", {
      href: leads ? row.href : null, role: leads ? null : "img", title: name, "aria-label": name,
      "aria-current": row.on ? "true" : null,
    }, bar, h("span", { "aria-hidden": "true" }, row.short)));
  }));
}
