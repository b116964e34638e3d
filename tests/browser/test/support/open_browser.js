// One Chromium for a file of tests, and a visitor's browser for each of them.

import assert from "node:assert/strict";
import { after, before } from "node:test";

import { launch, openContext } from "./browser.js";

/** @type {import("./browser.js").Browser | undefined} */
let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/**
 * A browser for one test, which fails if the browser had something to complain about.
 *
 * @param {import("node:test").TestContext} test
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
export async function openBrowser(test, options) {
  assert.ok(browser);
  const { context, problems } = await openContext(browser, options);
  test.after(async () => {
    await context.close();
    assert.deepEqual(problems, []);
  });
  return context;
}
