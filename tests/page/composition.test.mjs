import assert from "node:assert/strict";
import { test } from "node:test";
import { shown, site } from "./support.mjs";

const web = site();

/** Counts what the page does to its address and asks for. */
async function watch(page) {
  await page.addInitScript(() => {
    const counts = { push: 0, set: 0 };
    window.counts = counts;
    const push = history.pushState.bind(history);
    history.pushState = (...rest) => {
      counts.push += 1;
      push(...rest);
    };
    const { set, get } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
    Object.defineProperty(HTMLInputElement.prototype, "value", {
      get,
      set(text) {
        if (this.id === "q") counts.set += 1;
        set.call(this, text);
      },
    });
  });
}
const counts = (page) => page.evaluate(() => window.counts);

async function compose(page) {
  const cdp = await page.context().newCDPSession(page);
  return {
    set: (text) => cdp.send("Input.imeSetComposition",
      { text, selectionStart: text.length, selectionEnd: text.length }),
    insert: (text) => cdp.send("Input.insertText", { text }),
    /** A key that the input method takes. */
    key: (code) => cdp.send("Input.dispatchKeyEvent",
      { type: "rawKeyDown", windowsVirtualKeyCode: 229, key: "Process", code }),
  };
}

test("results follow a composition, which is never disturbed", () => web.open("/", async (page) => {
  await shown(page);
  const before = (await counts(page)).set;
  const ime = await compose(page);
  await ime.insert("강화");
  for (const text of ["ㅎ", "하", "학"]) {
    await ime.set(text);
    await page.waitForURL((url) => url.searchParams.get("q") === `강화${text}`);
    assert.equal(await page.inputValue("#q"), `강화${text}`);
  }
  await page.locator(".hit mark", { hasText: /강화 ?학습/ }).first().waitFor();
  await ime.insert("학");
  await ime.set("스");
  await ime.set("습");
  await page.waitForURL((url) => url.searchParams.get("q") === "강화학습");
  await page.locator(".hit", { hasText: "Proximal Policy" }).waitFor();
  assert.equal((await counts(page)).set, before);  // nothing was written into the field
}, { prepare: watch }));

test("one Enter commits and submits once", () => web.open("/", async (page) => {
  await shown(page);
  const ime = await compose(page);
  await ime.insert("강화학");
  await ime.set("습");
  await page.waitForURL((url) => url.searchParams.get("q") === "강화학습");
  const { push } = await counts(page);
  assert.equal(push, 1);  // the draft
  assert.equal(await page.evaluate(() => history.state.draft), true);
  await ime.key("Enter");
  await ime.insert("습");
  await page.waitForFunction(() => history.state.draft === false);
  // macOS sends the key once more when the composition has ended.
  await page.keyboard.press("Enter");
  await page.locator(".hit", { hasText: "Proximal Policy" }).waitFor();
  await page.waitForTimeout(100);
  assert.equal((await counts(page)).push, push);
  assert.equal(await page.inputValue("#q"), "강화학습");
  assert.equal(new URL(page.url()).searchParams.get("q"), "강화학습");
}, { prepare: watch }));

/** Dispatches events as Safari does, on which Chromium cannot be made to agree. */
const events = (page, list) => page.evaluate(async (all) => {
  const { EnterKey } = await import("/enter_key.js");
  let submitted = 0;
  const key = new EnterKey(() => { submitted += 1; });
  for (const [name, event] of all) key[name]({ preventDefault() {}, ...event });
  await new Promise((resolve) => { setTimeout(resolve, 20); });
  return submitted;
}, list);

test("every order of events submits once", () => web.open("/", async (page) => {
  await shown(page);
  const composing = { key: "Enter", code: "Enter", isComposing: true, keyCode: 229 };
  const safari = { key: "Enter", code: "Enter", isComposing: false, keyCode: 229 };
  const enter = { key: "Enter", code: "Enter", isComposing: false, keyCode: 13 };
  const letter = { key: "Process", code: "KeyA", isComposing: true, keyCode: 229 };
  const start = ["compositionstart", {}];
  const end = ["compositionend", {}];
  assert.equal(await events(page, [start, ["keydown", composing], end]), 1);
  assert.equal(await events(page, [start, ["keydown", composing], end, ["keydown", enter]]), 1);
  assert.equal(await events(page, [start, end, ["keydown", safari]]), 1);
  assert.equal(await events(page, [["keydown", enter]]), 1);
  assert.equal(await events(page, [start, ["keydown", composing], ["keydown", letter], end]), 0);
  assert.equal(await events(page, [start, end]), 0);
  assert.equal(await events(page, [start, ["keydown", composing]]), 0);
}));

test("arrows belong to the input method while it composes", () => web.open("/", async (page) => {
  await shown(page);
  const ime = await compose(page);
  await ime.insert("강화");
  await ime.set("하");
  await page.locator("#suggestions [role=option]").first().waitFor();
  await page.evaluate(() => document.getElementById("q").dispatchEvent(new KeyboardEvent("keydown",
    { key: "ArrowDown", code: "ArrowDown", isComposing: true, bubbles: true, cancelable: true })));
  assert.equal(await page.getAttribute("#q", "aria-activedescendant"), null);
}));
