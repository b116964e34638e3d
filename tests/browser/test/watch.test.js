// The tests trust that a page's complaints reach them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { launch, openContext } from "./support/browser.js";

for (const javaScriptEnabled of [true, false]) {
  test(`a violated policy is noticed, ${javaScriptEnabled ? "with" : "without"} scripts`, async (t) => {
    const browser = await launch();
    t.after(() => browser.close());
    const { context, problems } = await openContext(browser, { javaScriptEnabled });
    await context.route("http://page.test/", (route) =>
      route.fulfill({
        contentType: "text/html",
        headers: { "content-security-policy": "default-src 'none'" },
        body: "<!doctype html><p style='color: red'>Text</p>",
      }),
    );
    const page = await context.newPage();
    await Promise.all([page.waitForEvent("console"), page.goto("http://page.test/")]);
    assert.equal(problems.length, 1);
  });
}
