import assert from "node:assert/strict";
import { test } from "node:test";
import { shown, site } from "./support.mjs";

const web = site();
const listed = async (page) => Number.parseInt(await page.textContent("#status"), 10);
const api = async (path, parameters) =>
  (await fetch(`${web.base}${path}?${new URLSearchParams(parameters)}`)).json();

test("values refine the query, and are taken back", () => web.open("/?q=모델", async (page) => {
  await shown(page);
  for (const facet of ["name", "author", "section"]) {
    const link = page.locator(`[aria-labelledby=facet-${facet}] .bars a`).first();
    const papers = Number(await link.locator(".bar-count").textContent());
    await link.click();
    await page.locator(`[aria-labelledby=facet-${facet}] [aria-current=true]`).waitFor();
    const q = new URL(page.url()).searchParams.get("q");
    assert.match(q, /^모델 /);
    assert.equal(await page.inputValue("#q"), q);
    assert.equal((await api("/v1/search", { q, limit: 0 })).found_all, papers, q);
    await page.click(`[aria-labelledby=facet-${facet}] [aria-current=true]`);
    await page.waitForURL((url) => url.searchParams.get("q") === "모델");
    await page.waitForFunction(() => !document.querySelector(".side [aria-current]"));
  }
}));

test("votes refine by their bands", () => web.open("/?q=모델", async (page) => {
  await shown(page);
  await page.locator(".columns-chart a[href]").last().click();
  await page.waitForURL(/votes%3A\d+\.\./);
  await page.locator(".columns-chart [aria-current=true]").waitFor();
  assert.ok(await listed(page) > 0);
}));

/** Drags over the slots of the chart of months. */
async function drag(page, from, to, count) {
  const box = await page.locator("svg.months").boundingBox();
  const x = (slot) => box.x + ((slot + 0.5) / count) * box.width;
  await page.mouse.move(x(from), box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(x((from + to) / 2), box.y + box.height / 2);
  await page.mouse.move(x(to), box.y + box.height / 2);
  await page.mouse.up();
}

test("the brush selects months", () => web.open("/?q=모델", async (page) => {
  await shown(page);
  const months = (await api("/v1/facets", { facets: "month" })).facets.month.map(([month]) => month);
  await drag(page, 4, 1, months.length);  // from right to left
  await page.waitForURL((url) => url.searchParams.get("since") === months[1] &&
    url.searchParams.get("until") === months[4]);
  await shown(page);
  const expected = await api("/v1/search", { q: "모델", since: months[1], until: months[4] });
  assert.equal(await listed(page), expected.listed);
  // All months are still there, those outside pale.
  assert.equal(await page.locator("svg.months .bar").count(), months.length);
  assert.equal(await page.locator("svg.months .bar:not(.out)").count(), 4);
  await drag(page, 2, 2, months.length);
  await page.waitForURL((url) => url.searchParams.get("since") === months[2] &&
    url.searchParams.get("until") === months[2]);
  await shown(page);
  assert.equal(await page.locator("svg.months .bar:not(.out)").count(), 1);
  await drag(page, 2, 2, months.length);
  await page.waitForURL((url) => !url.searchParams.has("since"));
}));

test("months are selected without a pointer", () => web.open("/?q=모델", async (page) => {
  await shown(page);
  const month = await page.locator("[data-end=since] option").nth(2).getAttribute("value");
  await page.selectOption("[data-end=since]", month);
  await page.waitForURL((url) => url.searchParams.get("since") === month);
  await shown(page);
  await page.click(".range a");
  await page.waitForURL((url) => !url.searchParams.has("since"));
}));

test("the chart and its table say the query's share of all papers", () => web.open("/?q=diffusion", async (page) => {
  await shown(page);
  const all = new Map((await api("/v1/facets", { facets: "month" })).facets.month);
  const query = new Map((await api("/v1/facets", { facets: "month", q: "diffusion" })).facets.month);
  const rows = await page.locator("[aria-labelledby=facet-months] .twin tbody tr").evaluateAll((all) =>
    all.map((row) => [...row.cells].map((cell) => cell.textContent)));
  assert.equal(rows.length, all.size);
  [...all].forEach(([month, papers], i) => {
    assert.equal(rows[i][1], String(query.get(month) ?? 0));
    assert.equal(rows[i][2], String(papers));
    const share = papers > 0 ? (query.get(month) ?? 0) / papers : 0;
    assert.ok(Math.abs(Number.parseFloat(rows[i][3]) / 100 - share) <= 0.005, month);
  });
  assert.equal(await page.locator("svg.months polyline").count(), 1);
}));

test("two queries are compared", () => web.open("/?q=diffusion", async (page) => {
  await shown(page);
  await page.fill("[name=vs]", "강화학습");
  await page.press("[name=vs]", "Enter");
  await page.waitForURL((url) => url.searchParams.get("vs") === "강화학습");
  await page.locator("[aria-labelledby=facet-compare] polyline.second").waitFor();
  assert.match(await page.getAttribute("[aria-labelledby=facet-compare] svg", "aria-label"),
    /diffusion.*강화학습/);
  await page.click("[aria-labelledby=facet-compare] > a");
  await page.waitForURL((url) => !url.searchParams.has("vs"));
}));
