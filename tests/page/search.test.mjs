import assert from "node:assert/strict";
import { test } from "node:test";
import { shown, site, titles } from "./support.mjs";

const web = site();
const query = (page) => new URL(page.url()).searchParams.get("q");

test("a query in the address is searched for", () => web.open("/?q=강화학습", async (page) => {
  await shown(page);
  assert.equal(await page.inputValue("#q"), "강화학습");
  const answer = await (await fetch(`${web.base}/v1/search?limit=20&q=${encodeURIComponent("강화학습")}`)).json();
  assert.deepEqual(await titles(page), answer.hits.map((hit) => hit.title));
  assert.equal(await page.textContent("#status"), `${answer.listed}편`);
  assert.match(await page.title(), /강화학습/);
  assert.ok(await page.locator(".passage mark").count() > 0);
}));

test("the field has the focus, and results follow what is typed", () => web.open("/", async (page) => {
  await shown(page);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "q");
  await page.keyboard.type("diffusion", { delay: 20 });
  await page.waitForURL(/q=diffusion/);
  await shown(page, ".hit");
  assert.match((await titles(page))[0], /diffusion/i);
  assert.equal(await page.inputValue("#q"), "diffusion");
}));

test("an answer that comes late is dropped", () => web.open("/", async (page) => {
  await shown(page);
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await page.route(/\/v1\/search\?.*q=diffusion&/, async (route) => {
    await held;
    await route.continue().catch(() => {});  // it has been aborted
  });
  const asked = page.waitForRequest(/q=diffusion&/);
  await page.keyboard.type("diffusion");
  await asked;
  await page.fill("#q", "강화학습");
  await page.locator(".hit", { hasText: "Proximal Policy" }).waitFor();
  const before = await titles(page);
  release();
  await page.waitForTimeout(300);
  assert.deepEqual(await titles(page), before);
}));

test("a half-typed syllable and initial consonants find", () => web.open("/", async (page) => {
  await shown(page);
  for (const text of ["강화하", "ㄱㅎㅎㅅ"]) {
    await page.fill("#q", text);
    await page.waitForFunction((q) => document.title.startsWith(q), text);
    await page.locator(".passage mark", { hasText: "강화학습" }).first().waitFor();
    assert.equal(await page.inputValue("#q"), text);
  }
}));

test("what finds nothing yet shows what it can become", () => web.open("/", async (page) => {
  await shown(page);
  await page.keyboard.type("Schulm");
  await page.locator(".said a", { hasText: 'author:"John Schulman"' }).waitFor();
  assert.equal(await page.inputValue("#q"), "Schulm");
  const answer = await (await fetch(`${web.base}/v1/search?q=${encodeURIComponent('author:"John Schulman"')}`)).json();
  assert.deepEqual(await titles(page), answer.hits.map((hit) => hit.title));
}));

test("Enter that is faster than the completions shows the same", () => web.open("/", async (page) => {
  await shown(page);
  await page.route("**/v1/suggest?**", async (route) => {
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    await route.continue();
  });
  const asked = page.waitForRequest("**/v1/suggest?**");
  await page.keyboard.type("Schulm");
  await asked;
  await page.keyboard.press("Enter");
  await page.locator(".said a", { hasText: "John Schulman" }).waitFor();
  assert.equal(await page.locator("#suggestions [role=option]").count(), 0);
}));

test("what was submitted is gone back to, what was typed in between is not", () => web.open("/", async (page) => {
  await shown(page);
  await page.keyboard.type("diffusion", { delay: 15 });
  await page.keyboard.press("Enter");
  await page.locator(".hit h2", { hasText: /diffusion/i }).first().waitFor();
  await page.fill("#q", "강");
  await page.waitForTimeout(150);
  await page.fill("#q", "강화학습");
  await page.waitForURL(/%EC%8A%B5/);
  await page.keyboard.press("Enter");
  await page.locator(".hit", { hasText: "Proximal Policy" }).waitFor();
  const results = await titles(page);
  await page.goBack();
  await page.locator(".hit h2", { hasText: /diffusion/i }).first().waitFor();
  assert.equal(query(page), "diffusion");
  assert.equal(await page.inputValue("#q"), "diffusion");
  await page.goBack();
  await page.locator(".landing").waitFor();
  assert.equal(query(page), null);
  await page.goForward();
  await page.goForward();
  await page.locator(".hit", { hasText: "Proximal Policy" }).waitFor();
  assert.deepEqual(await titles(page), results);
}));

test("pages follow each other", () => web.open("/?sort=date", async (page) => {
  await shown(page);
  const seen = await titles(page);
  assert.equal(seen.length, 20);
  for (const pageNumber of [2, 3, 4]) {
    await page.click(".pager [rel=next]");
    await page.locator(`.hits[start="${(pageNumber - 1) * 20 + 1}"]`).waitFor();
    seen.push(...await titles(page));
  }
  assert.equal(seen.length, 67);
  assert.equal(new Set(seen).size, 67);
  assert.equal(await page.locator(".pager [rel=next]").count(), 0);
  assert.equal(await page.evaluate(() => window.scrollY), 0);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "heading");
}));

test("order, window and votes are chosen", () => web.open("/?q=모델", async (page) => {
  await shown(page);
  await page.selectOption("[data-choice=sort]", "votes");
  await page.waitForURL(/sort=votes/);
  await shown(page, ".check");
  const votes = (await page.locator(".hit .votes").allTextContents())
    .map((text) => Number(/\d+$/.exec(text)?.[0] ?? 0));
  assert.ok(votes.length > 2);
  assert.deepEqual(votes, [...votes].sort((a, b) => b - a));
  await page.selectOption("[data-choice=votes]", "20");
  await page.waitForURL(/min-votes=20/);
  await shown(page);
  assert.ok((await page.locator(".hit .votes").allTextContents())
    .every((text) => Number(/\d+$/.exec(text)[0]) >= 20));
  await page.selectOption("[data-choice=votes]", "");
  await page.waitForURL((url) => !url.searchParams.has("min-votes"));
  await shown(page);
  await page.selectOption("[data-choice=window]", "quarter");
  await page.waitForURL(/since=\d{4}-\d\d-\d\d/);
  await shown(page);
  const since = new URL(page.url()).searchParams.get("since");
  const days = await page.locator(".hit time").evaluateAll((all) => all.map((t) => t.dateTime));
  assert.ok(days.every((day) => day >= since));
  assert.equal(await page.inputValue("[data-choice=window]"), "quarter");
}));

test("a typo and the wrong keyboard are one click", () => web.open("/?q=rkdghkgkrtmq", async (page) => {
  await shown(page);
  await page.click(".said a");
  await page.waitForURL(/%EA%B0%95/);
  assert.equal(await page.inputValue("#q"), "강화학습");
}));

test("a number above all pages leads back", () => web.open("/?q=diffusion&page=99", async (page) => {
  await shown(page);
  assert.match(await page.textContent("#heading"), /\d+편/);
  await page.click(".empty a >> nth=0");
  await page.locator(".hit").first().waitFor();
}));
