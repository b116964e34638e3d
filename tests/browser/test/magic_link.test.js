// Signing in with a link by e-mail, for a browser that runs no script.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { shows } from "./support/browser.js";
import { startMagicLink } from "./support/magic_link.js";
import { openBrowser } from "./support/open_browser.js";

/** @typedef {import("playwright-core").Page} Page */

/** @type {Awaited<ReturnType<typeof startMagicLink>>} */
let site;
before(async () => {
  site = await startMagicLink();
});
after(() => site?.stop());

/** @param {import("node:test").TestContext} t */
async function openPage(t) {
  const context = await openBrowser(t, { javaScriptEnabled: false });
  return context.newPage();
}

/** @param {Page} page @param {string} text */
const hasHeading = (page, text) => shows(page.getByRole("heading", { level: 1 }), text);

/** @param {Page} page @param {string} name */
const press = (page, name) => page.getByRole("button", { name, exact: true }).click();

/** Who is signed in. @param {Page} page */
async function user(page) {
  const answer = await page.context().request.get(`${site.url}/auth/session`);
  assert.equal(answer.status(), 200);
  return (await answer.json())?.user;
}

/** Follows the link and says yes. @param {Page} page @param {string} link */
async function use(page, link) {
  await page.goto(link);
  await press(page, "Sign in");
}

test("the link signs in whoever reads the mail, once", async (t) => {
  const page = await openPage(t);
  await page.goto(site.url);
  await page.getByRole("link", { name: "Sign in" }).click();
  await page.waitForURL(`${site.url}/auth/signin`);
  const email = "ada@example.com";
  const link = await site.askForLink(page, email);
  await page.waitForURL(/\/auth\/verify-request\?/);
  await hasHeading(page, "Check your mail");

  await page.goto(link);
  const { host } = new URL(site.url);
  await hasHeading(page, `Sign in to ${host} as ${email}?`);
  assert.equal(await user(page), undefined);
  await press(page, "Sign in");
  await page.waitForURL(`${site.url}/`);
  const { id, ...others } = await user(page);
  assert.match(id, /^[0-9a-f-]{36}$/);
  assert.equal(others.email, email);
  await shows(page.getByRole("code"), id);

  await page.getByRole("link", { name: "Sign out" }).click();
  await press(page, "Sign out");
  await page.waitForURL(`${site.url}/`);
  assert.equal(await user(page), undefined);

  await use(page, link);
  await page.waitForURL(/\/auth\/error\?error=Verification/);
  await hasHeading(page, "This link no longer works");
  assert.equal(await user(page), undefined);

  // The same person comes back with the next one.
  await page.getByRole("link", { name: "Go to the sign-in page" }).click();
  await use(page, await site.askForLink(page, email));
  await page.waitForURL(`${site.url}/`);
  assert.equal((await user(page)).id, id);
});

test("whatever only follows the link does not use it up", async (t) => {
  const page = await openPage(t);
  const email = "grace@example.com";
  const link = await site.askForLink(page, email);
  for (const method of ["HEAD", "GET", "GET"]) {
    const { status } = await fetch(link, { method });
    assert.equal(status, 200, method);
  }
  await use(page, link);
  await page.waitForURL(`${site.url}/`);
  assert.equal((await user(page)).email, email);
});

test("an address that nobody can have is refused on the sign-in page", async (t) => {
  const page = await openPage(t);
  // Browsers take it for an address.
  await site.submitAddress(page, "ada@localhost");
  await page.waitForURL(/\/auth\/signin\?.*error=InvalidEmail/);
  await shows(
    page.getByRole("alert"),
    "That is not an address that mail can be sent to. Check it and try again.",
  );
  await use(page, await site.askForLink(page, "alan@example.com"));
  await page.waitForURL(`${site.url}/`);
});

test("the pages have their style in spite of their policy", async (t) => {
  const page = await openPage(t);
  const link = await site.askForLink(page, "alonzo@example.com");
  for (const [url, status] of /** @type {const} */ ([
    [`${site.url}/auth/signin`, 200],
    [`${site.url}/auth/verify-request?provider=email&type=email`, 200],
    [link, 200],
    [`${site.url}/auth/error?error=Verification`, 403],
  ])) {
    const answer = await page.goto(url);
    assert.equal(answer?.status(), status, url);
    assert.match(answer.headers()["content-security-policy"] ?? "", /default-src 'none'/);
    const box = await page.getByRole("main").boundingBox();
    // Without a style it is as wide as the window.
    assert.ok(box !== null && box.width < 800, `${url}: ${JSON.stringify(box)}`);
  }
});
