// An index, a server and a browser for the tests of one file.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { chromium } from "playwright-core";

export const BIN = path.resolve(process.env.NONMUN_BIN ?? "");
export const SOURCE = path.resolve(process.env.NONMUN_SOURCE ?? "");
export const PAGE = path.join(SOURCE, "searcher/nonmun-serve/page");
const CHROMIUM = process.env.NONMUN_CHROMIUM ?? "/usr/bin/chromium";

/** Indexes the sources, the sample digests by default. @return the folder of the index */
export function index(folder, ...sources) {
  const target = path.join(folder, "index");
  const given = sources.length > 0 ? sources : [path.join(SOURCE, "data/digests")];
  execFileSync(path.join(BIN, "nonmun-index"), ["update", "--index", target, ...given],
    { stdio: ["ignore", "ignore", "pipe"] });
  return target;
}

/** Starts a server on a free port. @return {Promise<{base: string, stop: () => Promise<void>}>} */
export async function serve(indexFolder, ...options) {
  const child = spawn(path.join(BIN, "nonmun-serve"),
    ["--index", indexFolder, "--listen", "127.0.0.1:0", "--quiet", ...options],
    { stdio: ["ignore", "ignore", "pipe"] });
  let log = "";
  const base = await new Promise((resolve, reject) => {
    child.stderr.on("data", (data) => {
      log += data;
      const found = /http:\/\/\S+:\d+/.exec(log);
      if (found) resolve(found[0]);
    });
    child.on("exit", () => reject(new Error(`the server has ended: ${log}`)));
  });
  const stop = () => new Promise((resolve) => {
    if (child.exitCode !== null) return resolve();
    child.on("exit", () => resolve());
    child.kill("SIGTERM");
  });
  return { base, stop };
}

/**
 * Registers what a file of tests shares.
 * @param {{sources?: (folder: string) => string[], options?: string[]}} [setup]
 */
export function site({ sources = () => [], options = [] } = {}) {
  const shared = { base: "", folder: "", server: null, browser: null, open };
  before(async () => {
    shared.folder = fs.mkdtempSync(path.join(os.tmpdir(), "nonmun-page-"));
    shared.server = await serve(index(shared.folder, ...sources(shared.folder)), ...options);
    shared.base = shared.server.base;
    // As root, in containers, Chromium has no sandbox of its own.
    shared.browser = await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox"] });
  });
  after(async () => {
    await shared.browser?.close();
    await shared.server?.stop();
    fs.rmSync(shared.folder, { recursive: true, force: true });
  });

  /**
   * Opens an address in a context of its own, and closes it when `use` has ended.
   * @param {string} address
   * @param {(page: import("playwright-core").Page) => Promise<void>} use
   * @param {object} [context] as of Browser.newContext; errors: a pattern of errors to expect;
   *   prepare: called with the page before it is opened
   */
  async function open(address, use, { errors = null, prepare = null, ...context } = {}) {
    const opened = await shared.browser.newContext({
      locale: "ko-KR", timezoneId: "Asia/Seoul", viewport: { width: 1280, height: 900 }, ...context });
    try {
      const page = await opened.newPage();
      page.setDefaultTimeout(15_000);
      const wrong = [];
      page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
      page.on("console", (message) => {
        // A violated Content-Security-Policy is an error of the console as well.
        if (message.type() === "error") wrong.push(message.text());
      });
      page.on("request", (request) => {
        const { protocol, origin } = new URL(request.url());
        if (protocol.startsWith("http") && origin !== shared.base) wrong.push(`asks ${request.url()}`);
      });
      if (prepare) await prepare(page);
      await page.goto(shared.base + address);
      await use(page);
      assert.deepEqual(wrong.filter((text) => !errors?.test(text)), []);
    } finally {
      await opened.close();
    }
  }
  return shared;
}

/** Waits until what is shown belongs to the address. */
export async function shown(page, selector = "#heading") {
  await page.locator(selector).first().waitFor();
  await page.waitForFunction(() => document.getElementById("content").dataset.address ===
    location.pathname + location.search);
}

/** The titles of the hits that are shown. */
export function titles(page) {
  return page.locator(".hit h2").allTextContents();
}

