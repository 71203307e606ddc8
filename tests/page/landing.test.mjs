import assert from "node:assert/strict";
import { test } from "node:test";
import { shown, site } from "./support.mjs";

const web = site();
const api = async (path) => (await fetch(web.base + path)).json();

test("the newest day, the week and what trends", () => web.open("/", async (page) => {
  await shown(page);
  const { last_day: last } = await api("/v1/stats");
  assert.equal(await page.getAttribute("#latest time", "datetime"), last);
  const list = (id) => page.locator(`[aria-labelledby=${id}] .lines a`).allTextContents();
  const newest = await api(`/v1/search?sort=votes&since=${last}&limit=6`);
  assert.deepEqual(await list("latest"), newest.hits.map((hit) => hit.title));
  const trending = await api(`/v1/search?sort=trending&as-of=${last}&limit=6`);
  assert.deepEqual(await list("trending"), trending.hits.map((hit) => hit.title));
  assert.ok((await list("week")).length > 0);
  await page.locator("[aria-labelledby=latest] .lines a").first().click();
  await page.locator(".paper h1").waitFor();
  await page.goBack();
  await page.locator(".landing").waitFor();
}));

test("a month of the chart is a list", () => web.open("/", async (page) => {
  await shown(page);
  await page.locator("svg.months").click({ position: { x: 3, y: 20 } });
  await page.waitForURL(/since=\d{4}-\d\d&until=\d{4}-\d\d/);
  await page.locator(".hit").first().waitFor();
}));

test("the footer says what the index is", () => web.open("/", async (page) => {
  await shown(page);
  const { generation } = await api("/v1/stats");
  const footer = await page.textContent("#footer");
  assert.match(footer, /67편/);
  assert.ok(footer.includes(generation));
}));

test("the language follows the browser, a switch and the address", async () => {
  await web.open("/?q=diffusion", async (page) => {
    await shown(page);
    assert.equal(await page.getAttribute("html", "lang"), "en");
    assert.match(await page.textContent("#heading"), /papers/);
    await page.click("#language");
    await page.waitForURL(/lang=ko/);
    await page.locator("h1", { hasText: "편" }).waitFor();
    assert.equal(await page.getAttribute("html", "lang"), "ko");
    await page.goto(`${web.base}/?q=diffusion`);  // kept
    await shown(page);
    assert.equal(await page.getAttribute("html", "lang"), "ko");
  }, { locale: "en-US" });
});
