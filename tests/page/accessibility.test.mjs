import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { shown, site } from "./support.mjs";

const web = site();
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

/** @param {object} context as of site().open */
async function check(address, context = {}, act = null) {
  await web.open(address, async (page) => {
    await shown(page);
    if (act) await act(page);
    await page.addScriptTag({ path: axe });
    const { violations } = await page.evaluate(() => window.axe.run(document));
    const bad = violations.filter((v) => v.impact === "serious" || v.impact === "critical");
    assert.deepEqual(bad.map((v) => [v.id, v.nodes.map((node) => node.target.join(" "))]), []);
  }, { bypassCSP: true, ...context });
}

for (const colorScheme of ["light", "dark"]) {
  for (const locale of ["ko-KR", "en-US"]) {
    const context = { colorScheme, locale };
    test(`axe finds nothing serious: ${colorScheme}, ${locale}`, async () => {
      await check("/", context);
      await check("/?q=강화학습&vs=diffusion", context, async (page) => {
        await page.locator("[data-action=whole]").first().click();
        await page.locator(".digest").first().waitFor();
        await page.locator("[data-action=why]").first().click();
        await page.locator(".score").first().waitFor();
        await page.locator(".twin summary").first().click();
      });
      await check("/?paper=1707.06347", context);
      await check("/?similar=1707.06347", context);
      await check("/?q=zzzqqq&since=2024-01", context);
      await check("/", context, async (page) => {
        await page.keyboard.type("di");
        await page.locator("#suggestions [role=option]").first().waitFor();
        await page.keyboard.press("ArrowDown");
        await page.locator(".hit").first().waitFor();
      });
      await check("/", context, (page) => page.click("#help"));
    });
  }
}

test("axe finds nothing serious: phone", () =>
  check("/?q=강화학습", { viewport: { width: 320, height: 640 } }));
