import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { shown, site } from "./support.mjs";

const MARKUP = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">';
const BREAK = '"><img src=x onerror=window.hacked=1><svg/onload=window.hacked=1>';
const PAPERS = [
  { id: "x:one", title: `Sails ${MARKUP}`, url: "javascript:window.hacked=1",
    authors: [`${BREAK} Kim`, "=HYPERLINK(1)"],
    sections: [{ kind: "body", text: `강화학습 ${MARKUP} ${BREAK}` },
      { kind: "other", label: BREAK, text: "{{constructor.constructor('window.hacked=1')()}}" }],
    abstract: `${MARKUP} 강화학습`, keywords: [BREAK] },
  { id: "x:two", title: "=cmd|' /C calc'!A0 강화학습", url: "https://example.org/\"><script>",
    authors: ["Mallory"], sections: [{ kind: "body", text: "강화학습 \u202e\u0000 rtl" }] },
  { id: `x:"><img/src=x/onerror=window.hacked=1>`, title: "Third 강화학습", authors: ["A B"],
    sections: [{ kind: "body", text: "강화학습 세 번째" }] },
];

const web = site({
  sources(folder) {
    const file = path.join(folder, "hostile.jsonl");
    fs.writeFileSync(file, PAPERS.map((paper) =>
      `${JSON.stringify({ schema: 1, listed: "2025-05-09", votes: 5, ...paper })}\n`).join(""));
    return [file];
  },
});

async function harmless(page) {
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("main img, main script, main iframe").count(), 0);
  const addresses = await page.locator("main a[href]").evaluateAll((all) => all.map((a) => a.href));
  for (const address of addresses) assert.match(address, /^https?:/);
}

test("a digest of markup is text", () => web.open("/?q=강화학습", async (page) => {
  await shown(page);
  assert.ok(await page.locator(".hit").count() >= 2);
  await page.locator(".hit h2", { hasText: "<script>window.hacked=1</script>" }).waitFor();
  for (const action of ["whole", "why"]) {
    for (const button of await page.locator(`[data-action=${action}]`).all()) await button.click();
  }
  await page.waitForFunction(() => document.querySelectorAll(".panel .digest").length > 1);
  await harmless(page);
  // The title with an address of a script leads to the page's own view.
  await page.locator(".hit h2 a", { hasText: "Sails" }).click();
  await page.locator(".paper h1", { hasText: "Sails" }).waitFor();
  await harmless(page);
  assert.ok((await page.textContent(".paper")).includes("onerror"));
}));

test("an answer with the address of a script makes no link of it", () => web.open("/?q=강화학습", async (page) => {
  await shown(page);
  await harmless(page);
  await page.goto(`${web.base}/?paper=x:one`);
  await page.locator(".paper h1").waitFor();
  await harmless(page);
}, {
  prepare: (page) => page.route(/\/v1\/(search|papers)/, async (route) => {
    const answer = await (await route.fetch()).json();
    for (const paper of [answer, ...(answer.hits ?? [])]) paper.url = "javascript:window.hacked=1";
    await route.fulfill({ json: answer });
  }),
}));

test("values of facets, names and completions are text", () => web.open("/", async (page) => {
  await shown(page);
  await harmless(page);
  await page.fill("#q", "Mall");
  await page.locator("#suggestions [role=option]").first().waitFor();
  await harmless(page);
  await page.fill("#q", "강화학습");
  await page.locator("[aria-labelledby=facet-author] a", { hasText: "onerror" }).first().click();
  await page.waitForURL(/author/);
  await shown(page);
  await harmless(page);
}));

test("a query of markup is text", () => web.open(
  `/?q=${encodeURIComponent(BREAK + MARKUP)}&vs=${encodeURIComponent(BREAK)}&paper=&lang=${encodeURIComponent(BREAK)}`,
  async (page) => {
    await shown(page);
    await harmless(page);
    assert.equal(await page.inputValue("#q"), BREAK + MARKUP);
  }));

test("a cell of the exported table is no formula", () => web.open("/?q=강화학습", async (page) => {
  await shown(page);
  await page.click(".menu summary");
  const [download] = await Promise.all([page.waitForEvent("download"),
    page.locator(".menu button", { hasText: "CSV" }).click()]);
  const cells = fs.readFileSync(await download.path(), "utf8").match(/"(?:[^"]|"")*"/g);
  assert.ok(cells.some((cell) => cell.startsWith("\"'=cmd")));
  assert.ok(cells.every((cell) => !/^"[=+\-@]/.test(cell)));
}));

test("the policy allows no other site, no markup and no inline script", async () => {
  const answer = await fetch(`${web.base}/`);
  const policy = answer.headers.get("content-security-policy");
  for (const rule of ["default-src 'none'", "script-src 'self'", "style-src 'self'",
    "connect-src 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    "require-trusted-types-for 'script'"]) {
    assert.ok(policy.includes(rule), rule);
  }
  assert.ok(!policy.includes("unsafe"));
  assert.match(answer.headers.get("content-type"), /^text\/html/);
  await web.open("/", async (page) => {
    await shown(page);
    const refused = await page.evaluate(() => {
      try {
        document.body.insertAdjacentHTML("beforeend", "<b>x</b>");
        return false;
      } catch {
        return true;
      }
    });
    assert.ok(refused);
  }, { errors: /TrustedHTML|Trusted Type/ });
});
