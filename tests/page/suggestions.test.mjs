import assert from "node:assert/strict";
import { test } from "node:test";
import { shown, site } from "./support.mjs";

const web = site();
const options = (page) => page.locator("#suggestions [role=option]");

test("completions are a combobox with a list box", () => web.open("/", async (page) => {
  await shown(page);
  assert.equal(await page.getAttribute("#q", "aria-expanded"), "false");
  await page.keyboard.type("di");
  await options(page).first().waitFor();
  assert.equal(await page.getAttribute("#q", "aria-expanded"), "true");
  assert.equal(await page.getAttribute("#q", "aria-controls"), "suggestions");
  assert.match(await page.textContent("#suggestion-status"), /제안 \d+개/);
  const count = await options(page).count();
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.getAttribute("#q", "aria-activedescendant"), "suggestion-0");
  assert.equal(await page.locator("[aria-selected=true]").count(), 1);
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.getAttribute("#q", "aria-activedescendant"), null);
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.getAttribute("#q", "aria-activedescendant"), `suggestion-${count - 1}`);
  // The field keeps what was typed until one is taken.
  assert.equal(await page.inputValue("#q"), "di");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.press("Escape");
  assert.equal(await options(page).count(), 0);
  assert.equal(await page.getAttribute("#q", "aria-expanded"), "false");
  assert.equal(await page.inputValue("#q"), "di");
}));

test("Enter takes the selected one and searches for it", () => web.open("/", async (page) => {
  await shown(page);
  await page.keyboard.type("강화하");
  await options(page).filter({ hasText: "강화학습" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => url.searchParams.get("q") === "강화학습");
  assert.equal(await page.inputValue("#q"), "강화학습");
  await page.locator(".hit").first().waitFor();
  assert.equal(await options(page).count(), 0);
}));

test("a click takes one and leaves the focus in the field", () => web.open("/", async (page) => {
  await shown(page);
  await page.keyboard.type("Schulman");
  await options(page).filter({ hasText: "John Schulman" }).click();
  await page.waitForURL((url) => url.searchParams.get("q") === 'author:"John Schulman"');
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
}));

test("nothing moves when they come and go", () => web.open("/?q=diffusion", async (page) => {
  await shown(page);
  const top = () => page.locator(".hit").first().evaluate((hit) => hit.getBoundingClientRect().top);
  const before = await top();
  await page.evaluate(() => document.getElementById("q").setSelectionRange(9, 9));
  await page.keyboard.type(" m");
  await options(page).first().waitFor();
  await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
  const shift = Math.abs(await page.locator("#heading").evaluate((h) => h.getBoundingClientRect().top) -
    await page.evaluate(() => {
      document.getElementById("q").blur();
      return document.getElementById("heading").getBoundingClientRect().top;
    }));
  assert.ok(shift < 2, `${shift} ${before}`);
}));

test("arrow down without completions goes to the first hit", () => web.open("/?q=diffusion", async (page) => {
  await shown(page);
  await page.focus("#q");
  await page.keyboard.press("ArrowDown");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".hit")));
}));
