import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { serve, shown, site } from "./support.mjs";

const web = site();
const NETWORK = /Failed to load resource/;
const problem = (status, cause, detail, headers = {}) => ({
  status, headers: { "content-type": "application/problem+json", ...headers },
  body: JSON.stringify({ status, cause, detail }),
});

test("nothing found offers the next step", () => web.open("/?q=zzzqqq 양자화없음&min-votes=50", async (page) => {
  await shown(page);
  assert.match(await page.textContent("h1"), /zzzqqq/);
  const steps = await page.locator(".empty a").allTextContents();
  assert.ok(steps.length >= 3);
  await page.locator(".empty a", { hasText: "추천 조건 없이" }).click();
  await page.waitForURL((url) => !url.searchParams.has("min-votes"));
}));

test("nothing found offers the changes that the server knows", () => web.open("/?q=강화학습 author:\"Nobody Known\"", async (page) => {
  await shown(page);
  const { suggestions } = await (await fetch(`${web.base}/v1/search?q=${
    encodeURIComponent('강화학습 author:"Nobody Known"')}`)).json();
  assert.ok(suggestions.length > 0);
  assert.deepEqual(await page.locator(".changes a").allTextContents(), suggestions.map((s) => s.query));
  await page.locator(".changes a").first().click();
  await page.locator(".hit").first().waitFor();
  assert.equal(new URL(page.url()).searchParams.get("q"), suggestions[0].query);
}));

test("a server that is gone comes back by itself", () => web.open("/?q=diffusion", async (page) => {
  await shown(page);
  const before = await page.locator(".hit").count();
  await page.route("**/v1/**", (route) => route.abort());
  await page.fill("#q", "강화학습");
  await page.locator(".notice[role=alert]", { hasText: "응답하지 않습니다" }).waitFor();
  assert.equal(await page.locator(".hit").count(), before);  // what was shown stays
  await page.unroute("**/v1/**");
  await page.locator(".hit", { hasText: "Proximal Policy" }).waitFor();
  assert.equal(await page.locator(".notice[role=alert]").count(), 0);
}, { errors: NETWORK }));

test("503 says why and tries again when asked", () => web.open("/", async (page) => {
  await shown(page);
  await page.route("**/v1/search?**", (route) => route.fulfill(
    problem(503, "deadline", "the request took longer than this server allows", { "Retry-After": "600" })));
  await page.fill("#q", "강화학습");
  await page.locator(".notice", { hasText: "took longer" }).waitFor();
  await page.unroute("**/v1/search?**");
  await page.click(".notice button");
  await page.locator(".hit", { hasText: "Proximal Policy" }).waitFor();
}, { errors: NETWORK }));

test("a limit that is no time is explained", () => web.open("/?q=diffusion&since=nonsense", async (page) => {
  await page.locator(".notice", { hasText: "nonsense" }).waitFor();
  await page.click(".notice a");
  await page.locator(".landing").waitFor();
}, { errors: NETWORK }));

test("an index that is old says how to update it", () => web.open("/?q=diffusion", async (page) => {
  await page.locator(".notice", { hasText: "nonmun-index update" }).waitFor();
  assert.match(await page.textContent(".notice"), /9일/);
}, {
  prepare: (page) => page.route("**/v1/stats", async (route) => {
    const answer = await (await route.fetch()).json();
    const built = new Date(Date.now() - 9.5 * 86_400_000).toISOString().replace(/\.\d+/, "");
    await route.fulfill({ json: { ...answer, built_at: built } });
  }),
}));

test("without an index the page says how to make one", async () => {
  const server = await serve(path.join(web.folder, "none"));
  try {
    await web.open("/healthz", async (page) => {
      await page.route(`${web.base}/v1/**`, async (route) => {
        const answer = await fetch(server.base + new URL(route.request().url()).pathname);
        await route.fulfill({ status: answer.status, body: await answer.text(),
          headers: { "content-type": "application/problem+json" } });
      });
      await page.goto(`${web.base}/`);
      await page.locator(".notice code", { hasText: "nonmun-index update" }).waitFor();
    }, { errors: NETWORK });
  } finally {
    await server.stop();
  }
});

test("a server with a token asks for it once", async () => {
  const token = "0123456789abcdef0123456789abcdef";
  const file = path.join(web.folder, "token");
  fs.writeFileSync(file, token);
  const server = await serve(path.join(web.folder, "index"), "--token-file", file);
  try {
    const context = await web.browser.newContext({ locale: "ko-KR" });
    const page = await context.newPage();
    await page.goto(`${server.base}/?q=diffusion`);
    await page.fill(".notice input", token);
    await page.click(".notice button");
    await page.locator(".hit").first().waitFor();
    await page.goto(`${server.base}/?q=강화학습`);
    await page.locator(".hit").first().waitFor();
    await context.close();
  } finally {
    await server.stop();
  }
});

test("a paper that is not there says so", () => web.open("/?paper=9999.99999", async (page) => {
  await page.locator(".notice", { hasText: "이 논문이 없습니다" }).waitFor();
}, { errors: NETWORK }));
