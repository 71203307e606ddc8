import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { shown, site, SOURCE } from "./support.mjs";

/** Papers that give a phrase another name, besides the sample. */
const NAMED = Array.from({ length: 4 }, (_, n) => ({ schema: 1, id: `x:${n}`, title: `Named ${n}`,
  listed: "2023-12-04", abstract: "연쇄 증류(chain distillation)는 새롭다." }));
const web = site({
  sources(folder) {
    const file = path.join(folder, "named.jsonl");
    fs.writeFileSync(file, NAMED.map((paper) => `${JSON.stringify(paper)}\n`).join(""));
    return [path.join(SOURCE, "data/digests"), file];
  },
});
const PAPER = "1707.06347";
const api = async (path) => (await fetch(web.base + path)).json();

test("the whole digest opens below the hit, with marks", () => web.open("/?q=강화학습", async (page) => {
  await shown(page);
  const hit = page.locator(".hit", { hasText: PAPER });
  await hit.locator("[data-action=whole]").click();
  await hit.locator(".digest").waitFor();
  const paper = await api(`/v1/papers/${PAPER}`);
  const text = await hit.locator(".digest").textContent();
  for (const section of paper.sections) assert.ok(text.includes(section.text));
  assert.ok(await hit.locator(".digest mark").count() > 0);
  assert.equal(await hit.locator("[data-action=whole]").getAttribute("aria-expanded"), "true");
  await hit.locator("[data-action=whole]").click();
  assert.ok(await hit.locator(".digest").isHidden());
}));

test("the components of a score sum to it", () => web.open("/?q=diffusion 양자화&page=1", async (page) => {
  await shown(page);
  const hit = page.locator(".hit").nth(2);
  await hit.locator("[data-action=why]").click();
  await hit.locator(".score").waitFor();
  const numbers = (await hit.locator(".legend td").allTextContents()).map(Number);
  const total = numbers.pop();
  assert.ok(Math.abs(numbers.reduce((a, b) => a + b, 0) - total) <= 0.03, `${numbers} ${total}`);
  assert.ok(await hit.locator(".stack span").count() >= 2);
  assert.ok(await hit.locator(".numbers").count() >= 1);
}));

test("aliases say which papers give them", () => web.open("/?q=연쇄 증류", async (page) => {
  await shown(page);
  await page.click(".said summary");
  await page.click(".said .expansions button");
  await page.locator(".evidence").first().waitFor();
  const { aliases } = await api(`/v1/aliases?q=${encodeURIComponent("연쇄 증류")}`);
  assert.equal(aliases.length, 1);
  assert.deepEqual(await page.locator(".evidence").first().locator("a").allTextContents(),
    aliases.flatMap((alias) => alias.paper_ids));
}));

test("similar papers are a list with an address", () => web.open("/?q=강화학습", async (page) => {
  await shown(page);
  await page.locator(".hit", { hasText: PAPER }).locator("[data-action=similar]").click();
  await page.waitForURL(new RegExp(`similar=${PAPER}`));
  await page.locator("h1", { hasText: "Proximal Policy" }).waitFor();
  const similar = await api(`/v1/papers/${PAPER}/similar`);
  assert.equal(await page.locator(".hit h2").first().textContent(), similar.hits[0].title);
  await page.locator(".hit").first().locator("[data-action=why]").click();
  await page.locator(".score").waitFor();
}));

test("a paper has an address of its own", () => web.open(`/?paper=${PAPER}&q=강화학습`, async (page) => {
  await shown(page);
  assert.match(await page.textContent("h1"), /Proximal Policy/);
  assert.ok(await page.locator(".paper .digest mark").count() > 0);
  assert.ok(await page.locator(".side .lines a").count() > 0);
  await page.click(".paper > p:first-child a");
  await page.locator(".hit").first().waitFor();
}));

test("authors are links, the last ones on demand", () => web.open(`/?q=id:${PAPER}`, async (page) => {
  await shown(page);
  const { authors } = await api(`/v1/papers/${PAPER}`);
  const more = page.locator(".hit .authors button");
  if (await more.count() > 0) await more.first().click();
  assert.deepEqual(await page.locator(".hit").first().locator(".authors a").allTextContents(), authors);
  await page.locator(".authors a", { hasText: "John Schulman" }).first().click();
  await page.waitForURL((url) => url.searchParams.get("q") === 'author:"John Schulman"');
}));

test("BibTeX, Markdown and a link are copied", () => web.open("/?q=강화학습", async (page) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await shown(page);
  const copies = page.locator(".hit", { hasText: PAPER }).locator(".copies button");
  const read = async (i) => {
    await copies.nth(i).click();
    await page.waitForFunction((n) => document.querySelectorAll(".copies .done").length > 0 &&
      document.getElementById("status").textContent.length > n, 0);
    return page.evaluate(() => navigator.clipboard.readText());
  };
  assert.match(await read(0), /^@misc\{schulman2017proximal,\n.*\{\{Proximal Policy.*eprint = \{1707\.06347\}/s);
  assert.match(await read(1), /^\[Proximal Policy [^\]]+\]\(https:\/\/arxiv\.org\/abs\/1707\.06347\)/);
  assert.equal((await read(2)).trim(), `${web.base}/?paper=${PAPER}`);
}));

test("the whole list is exported", () => web.open("/?sort=date&since=2024", async (page) => {
  await shown(page);
  const all = await api("/v1/search?sort=date&since=2024&limit=1000");
  await page.click(".menu summary");
  const save = async (name) => {
    const [download] = await Promise.all([page.waitForEvent("download"),
      page.locator(".menu button", { hasText: name }).click()]);
    assert.match(download.suggestedFilename(), new RegExp(`\\.${name}$`, "i"));
    return fs.readFileSync(await download.path(), "utf8");
  };
  const json = JSON.parse(await save("JSON"));
  assert.deepEqual(json.papers.map((p) => p.id), all.hits.map((hit) => hit.id));
  const csv = await save("CSV");
  assert.equal(csv.split("\r\n").length, all.listed + 2);
  assert.ok(csv.startsWith('\ufeff"id","title"'));
}));
