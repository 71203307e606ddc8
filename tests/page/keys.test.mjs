import assert from "node:assert/strict";
import { test } from "node:test";
import { shown, site } from "./support.mjs";

const web = site();
const focused = (page) => page.evaluate(() => {
  const hits = [...document.querySelectorAll(".hit")];
  return hits.indexOf(document.activeElement);
});

test("j and k move, e and w open, / and Ctrl-K search", () => web.open("/?q=강화학습", async (page) => {
  await shown(page);
  await page.focus("#q");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await focused(page), 1);
  await page.keyboard.press("k");
  assert.equal(await focused(page), 0);
  await page.keyboard.press("e");
  await page.locator(".hit .digest").waitFor();
  await page.keyboard.press("w");
  await page.locator(".hit .score").waitFor();
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  assert.equal(await page.inputValue("#q"), "강화학습");
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("j");  // in the field it is a letter
  assert.equal(await page.inputValue("#q"), "j");
}));

test("letters are keys by their place, whatever the layout types", () => web.open("/?q=강화학습", async (page) => {
  await shown(page);
  await page.evaluate(() => {
    document.activeElement.blur();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "ㅓ", code: "KeyJ", bubbles: true }));
  });
  assert.equal(await focused(page), 0);
}));

test("o opens, s shows similar papers", () => web.open("/?q=강화학습", async (page) => {
  await shown(page);
  await page.evaluate(() => {
    document.activeElement.blur();
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-action=open]")) {
        window.opened = event.target.closest("a").href;
        event.preventDefault();
      }
    }, { capture: true });
  });
  await page.keyboard.press("o");
  assert.match(await page.evaluate(() => window.opened), /^https:\/\/arxiv\.org\/abs\//);
  await page.keyboard.press("s");
  await page.waitForURL(/similar=/);
}));

test("? shows the help, which can switch single keys off", () => web.open("/?q=강화학습", async (page) => {
  await shown(page);
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("?");
  await page.locator("dialog[open]").waitFor();
  await page.locator("dialog input").uncheck();
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("dialog"));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("j");
  assert.equal(await focused(page), -1);
  await page.keyboard.press("Control+k");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
}));
