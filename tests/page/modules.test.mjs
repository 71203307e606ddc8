import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { BIN, shown, site } from "./support.mjs";

const web = site();

/** Runs a function in the page with a module of it. */
const within = (module, body, argument) => {
  let result;
  return web.open("/", async (page) => {
    await shown(page);
    result = await page.evaluate(async ([name, text, given]) => {
      const run = new Function("m", "a", `return (${text})(m, a)`);  // eslint-disable-line
      return run(await import(name), given);
    }, [module, body.toString(), argument]);
  }, { bypassCSP: true }).then(() => result);
};

test("an address is what its state writes", async () => {
  const searches = ["", "?q=a+b&sort=votes&since=2024-01&until=2024-02&min-votes=5&vs=c&any=true&page=3",
    "?similar=1%2F2", "?paper=x%3Aone&lang=en"];
  assert.deepEqual(await within("/state.js", (m, all) => all.map((s) => m.writeState(m.readState(s))), searches),
    searches.map((s) => `/${s}`));
  assert.deepEqual(await within("/state.js", (m) => m.readState("?sort=bad&page=-3&min-votes=x&lang=fr")),
    await within("/state.js", (m) => ({ ...m.EMPTY })));
});

test("terms are added to a query and taken away", async () => {
  const results = await within("/query.js", (m) => [
    m.toggleTerm("", 'author:"Tri Dao"'), m.toggleTerm("확산 모델", '+"GPT-4"'),
    m.toggleTerm('확산 +"GPT-4" 모델', '+"GPT-4"'), m.termFor("author", 'A "B" C'),
    m.termFor("section", "whats_new"), m.termFor("section", "Limits of it"),
    m.termFor("votes", "10..19"), m.termFor("votes", "unknown"), m.hasTerm('a author:"Tri Dao" b', 'author:"Tri Dao"'),
    m.termsOf('"a b" -c author:"d e" "f'),
  ]);
  assert.deepEqual(results, ['author:"Tri Dao"', '확산 모델 +"GPT-4"', "확산 모델", 'author:"A B C"',
    "section:whats_new", 'section:"Limits of it"', "votes:10..19", "", true,
    ['"a b"', "-c", 'author:"d e"', '"f']]);
});

test("words that no paper has are corrected in the query", async () => {
  const expanded = [{ from: "difusion", to: ["diffusion", "diffusions"], why: "typo" },
    { from: "rkd", to: ["강$&"], why: "keyboard" }, { from: "a", to: ["b"], why: "aliases" }];
  assert.deepEqual(await within("/query.js", (m, e) => [m.corrected('+difusion "rkd" a', e),
    m.corrected("a", e), m.corrected("", [])], expanded), ['+diffusion "강$&" a', "", ""]);
});

test("a changed query leaves the limits that it names", async () => {
  const state = { since: "2024", until: "2025", minVotes: "5" };
  assert.deepEqual(await within("/empty.js", (m, s) => [
    m.changedState(s, "a", 'without "since"'), m.changedState(s, "a", "on any date, without since and until"),
    m.changedState(s, "a", "with any votes, without min-votes")].map((c) => [c.q, c.since, c.until, c.minVotes]), state),
  [["a", "2024", "2025", "5"], ["a", "", "", "5"], ["a", "2024", "2025", ""]]);
});

test("texts are runs of one language, with marks in code points", async () => {
  const runs = await within("/text_runs.js", (m) => m.runsOf("𝒜I 모델은 GPT-4다", [[3, 6], [7, 12]]));
  assert.equal(runs.map((run) => run.text).join(""), "𝒜I 모델은 GPT-4다");
  assert.deepEqual(runs.filter((run) => run.marked).map((run) => [run.text, run.lang]),
    [["모델은", "ko"], ["GPT-4", "en"]]);
  assert.deepEqual(await within("/text_runs.js", (m) => ["강화학습 RL", "Reinforcement 학습", "", "3.14"]
    .map((t) => m.languageOf(t))), ["ko", "en", "en", "en"]);
});

test("names rise by their share, not by chance", async () => {
  const rises = await within("/trends.js", (m) => m.rising(
    [["LLM", 40], ["New", 6], ["Rare", 2], ["Old", 10]], 100,
    [["LLM", 480], ["Old", 300], ["New", 6], ["Rare", 2]], 1200, 5));
  assert.deepEqual(rises.map((rise) => rise.name), ["New"]);
  assert.deepEqual(await within("/trends.js", (m) => m.rising([], 0, [], 0, 5)), []);
});

test("BibTeX and Markdown keep what has a meaning there as text", async () => {
  const work = { id: "x:1", title: "A_b & {C}: 50% [x](y)", url: "https://e.org/a(b)", date: "2024-05-06",
    authors: ["José Núñez", "B & C"] };
  const [bibtex, markdown] = await within("/citation.js", (m, w) => [m.bibtex(w), m.markdown(w)], work);
  assert.match(bibtex, /^@misc\{nunez2024/);
  assert.ok(bibtex.includes("{A\\_b \\& \\{C\\}: 50\\% [x](y)}"));
  assert.ok(bibtex.includes("author = {José Núñez and B \\& C}"));
  assert.equal(markdown, "[A\\_b & {C}: 50% \\[x\\](y)](https://e.org/a%28b%29) — José Núñez, B & C (2024-05-06)\n");
});

test("every mechanism has a name in both languages, every text is in both", async () => {
  const help = execFileSync(path.join(BIN, "nonmun-search"), ["--help"], { encoding: "utf8" });
  const mechanisms = help.split("\nMechanisms")[1].match(/^ {2}[a-z]+(?= )/gm).map((name) => name.trim());
  assert.ok(mechanisms.includes("aliases"));
  for (const lang of ["en", "ko"]) {
    const named = await within(`/text_${lang}.js`, (m, l) => Object.keys(m[l].mechanisms), lang);
    assert.deepEqual(mechanisms.filter((name) => !named.includes(name)), [], lang);
  }
  const keys = (lang) => within(`/text_${lang}.js`, (m, l) => Object.keys(m[l]).sort(), lang);
  assert.deepEqual(await keys("ko"), await keys("en"));
});

test("links lead to this page or the web", async () => {
  assert.deepEqual(await within("/dom.js", (m) => ["/?q=a", "?q=a", "#x", "https://a.b/", "http://a.b/",
    "javascript:1", "JaVaScRiPt:1", "data:text/html,x", "//evil", "/\\evil", "vbscript:x", " javascript:1", "", null]
    .map((url) => m.safeUrl(url) !== null)),
  [true, true, true, true, true, false, false, false, false, false, false, false, false, false]);
});
