// Debian's Chromium, and what a visitor's console says.

import assert from "node:assert/strict";

import { chromium } from "playwright-core";

import { setting } from "./setting.js";

/** @typedef {import("playwright-core").Browser} Browser */
/** @typedef {import("playwright-core").BrowserContext} BrowserContext */
/** @typedef {import("playwright-core").BrowserContextOptions} BrowserContextOptions */
/** @typedef {import("playwright-core").Page} Page */

/** How long a page may take for anything, in milliseconds. */
export const PATIENCE = 15_000;

/** @returns {Promise<Browser>} */
export function launch() {
  return chromium.launch({
    executablePath: setting("AUTH_TEST_CHROMIUM"),
    headless: true,
    args: [
      // Chromium does not start as root with its sandbox.
      "--no-sandbox",
      "--disable-gpu",
      // Nobody but the servers of the tests is to be asked for anything.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * A browser of one visitor, with cookies of its own.
 *
 * @param {Browser} browser
 * @param {BrowserContextOptions} [options]
 */
export async function openContext(browser, options) {
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE);
  return { context, problems: watch(context) };
}

/**
 * Collects what no page may cause: violations of its policy, and errors that nothing caught.
 *
 * @param {BrowserContext} context
 */
function watch(context) {
  /** @type {string[]} */
  const problems = [];
  context.on("console", (message) => {
    if (/Content Security Policy/.test(message.text())) {
      problems.push(message.text());
    }
  });
  context.on("weberror", (error) => problems.push(String(error.error())));
  return problems;
}

/**
 * Waits until an element shows this text and no other.
 *
 * @param {import("playwright-core").Locator} element
 * @param {string} expected
 */
export async function shows(element, expected) {
  const end = Date.now() + PATIENCE;
  let text = await element.textContent();
  while (text !== expected && Date.now() < end) {
    await new Promise((resume) => setTimeout(resume, 20));
    text = await element.textContent();
  }
  assert.equal(text, expected);
}
