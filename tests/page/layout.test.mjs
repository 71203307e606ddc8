import assert from "node:assert/strict";
import { test } from "node:test";
import { shown, site } from "./support.mjs";

const web = site();
const ADDRESSES = ["/", "/?q=강화학습 diffusion", "/?paper=1707.06347", "/?q=diffusion&vs=모델",
  "/?q=zzzqqq"];

/** Nothing is wider than the window. */
async function fits(page) {
  const { wide, width } = await page.evaluate(() => ({
    width: document.documentElement.clientWidth,
    wide: [...document.querySelectorAll("body *")].filter((element) => {
      if (element.closest(".suggestions, .skip, .sr, [hidden]")) return false;
      return element.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
    }).map((element) => `${element.tagName}.${element.className}`),
  }));
  assert.deepEqual(wide, [], `at ${width}`);
  assert.ok(await page.evaluate(() =>
    document.documentElement.scrollWidth <= document.documentElement.clientWidth));
}

for (const [name, context] of Object.entries({
  phone: { viewport: { width: 320, height: 640 }, hasTouch: true },
  "zoom of 200 %": { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 },
  "zoom of 400 %": { viewport: { width: 320, height: 225 }, deviceScaleFactor: 4 },
})) {
  test(`${name}: no scrolling to the side`, async () => {
    for (const address of ADDRESSES) {
      await web.open(address, async (page) => {
        await shown(page);
        await fits(page);
        for (const action of ["whole", "why"]) {
          const button = page.locator(`[data-action=${action}]`).first();
          if (await button.count() === 0) continue;
          await button.click();
          await page.locator(action === "whole" ? ".panel .digest" : ".panel .score").first().waitFor();
          await fits(page);
        }
      }, context);
    }
  });
}

test("links within the page go there and leave the view", () => web.open("/?q=diffusion", async (page) => {
  await shown(page);
  const before = await page.evaluate(() => history.length);
  await page.locator(".hit").first().evaluate((hit) => hit.setAttribute("data-same", ""));
  await page.click(".to-side");
  assert.ok(await page.locator("#side h3").first().evaluate((h) => {
    const { top } = h.getBoundingClientRect();
    return top >= 0 && top < window.innerHeight;
  }));
  assert.ok(await page.evaluate(() => document.activeElement.id === "side"));
  await page.focus("#skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "content");
  assert.equal(await page.locator("[data-same]").count(), 1);
  assert.equal(await page.evaluate(() => history.length), before);
}, { viewport: { width: 320, height: 640 } }));

/** The luminance of a colour (WCAG 2.2). */
function luminance(colour) {
  const [r, g, b] = colour.match(/[\d.]+/g).map((n) => {
    const c = Number(n) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const ground = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const faint = (page) => page.locator(".meta").first().evaluate((e) => getComputedStyle(e).color);
const contrast = (a, b) => {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
};

test("dark and light follow the system, more contrast as well", async () => {
  for (const colorScheme of ["light", "dark"]) {
    const found = [];
    for (const more of ["no-preference", "more"]) {
      await web.open("/?q=강화학습", async (page) => {
        await shown(page);
        const back = await ground(page);
        assert.equal(luminance(back) > 0.5, colorScheme === "light");
        found.push(contrast(back, await faint(page)));
      }, { colorScheme, contrast: more });
    }
    assert.ok(found[0] >= 4.5, `${found}`);
    assert.ok(found[1] >= 7 && found[1] > found[0], `${found}`);
  }
});

test("with reduced motion nothing moves", () => web.open("/?q=강화학습", async (page) => {
  await shown(page);
  const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((e) => {
    const style = getComputedStyle(e);
    return parseFloat(style.transitionDuration) > 0 || style.animationName !== "none";
  }).length);
  assert.equal(moving, 0);
}, { reducedMotion: "reduce" }));

test("texts say their language", () => web.open("/?q=강화학습", async (page) => {
  await shown(page);
  const wrong = await page.evaluate(() => {
    const bad = [];
    const walker = document.createTreeWalker(document.querySelector(".hits"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const place = node.parentElement;
      if (!place.closest(".passage, h2")) continue;
      const lang = place.closest("[lang]").lang;
      if (/[가-힣]/.test(node.data) && lang !== "ko") bad.push(node.data);
      if (/[A-Za-z]/.test(node.data) && !/[가-힣]/.test(node.data) && lang !== "en") bad.push(node.data);
    }
    return bad;
  });
  assert.deepEqual(wrong, []);
}));
