// Somebody with the page open, and what they do on it.

import assert from "node:assert/strict";

import { shows } from "./browser.js";

/** @typedef {import("playwright-core").BrowserContext} BrowserContext */
/** @typedef {import("playwright-core").Page} Page */

export const EMAIL = "ada@example.com";
export const PASSWORD = "lovelace";
export const ID = "user-1815";
export const SESSION_COOKIE = "authjs.session-token";

/** A tab of a visitor's browser. */
export class Visitor {
  /**
   * @param {Page} page
   * @param {string} url where the server is
   */
  constructor(page, url) {
    this.page = page;
    this.url = url;
  }

  /** Opens the page in a new tab. @param {BrowserContext} context @param {string} url */
  static async open(context, url) {
    const visitor = new Visitor(await context.newPage(), url);
    await visitor.page.goto(url);
    return visitor;
  }

  /** Waits for the status of `useSession()`. @param {"authenticated" | "unauthenticated"} status */
  async is(status) {
    await shows(this.page.getByLabel("Status"), status);
  }

  /** Waits for a value of `useSession()`. @param {"Id" | "Name" | "E-mail"} name @param {string} value */
  async sees(name, value) {
    const term = this.page.getByRole("term").filter({ hasText: new RegExp(`^${name}$`) });
    await shows(term.locator("+ dd"), value);
  }

  /** @param {{ email?: string, password?: string, reload?: boolean }} [credentials] */
  async submitCredentials({ email = EMAIL, password = PASSWORD, reload = false } = {}) {
    await this.page.getByLabel("E-mail").fill(email);
    await this.page.getByLabel("Password").fill(password);
    await this.page.getByLabel("Load the page again").setChecked(reload);
    await this.press("Sign in");
  }

  /** Signs in on the page and waits for the session. */
  async signIn() {
    await this.submitCredentials();
    await this.is("authenticated");
  }

  /** @param {string} name */
  async rename(name) {
    await this.page.getByLabel("New name").fill(name);
    await this.press("Rename");
  }

  /** @param {string} button */
  async press(button) {
    await this.page.getByRole("button", { name: button, exact: true }).click();
  }

  /** What the last call of the client's function returned. @param {"signIn" | "signOut" | "update"} of */
  async answerOf(of) {
    const text = await this.page.getByLabel(`What ${of} returned`).textContent();
    return JSON.parse(text ?? "");
  }

  /** Waits for a message to the visitor. @param {string} text */
  async isTold(text) {
    await shows(this.page.getByRole("alert"), text);
  }

  /** Comes back to the tab, which is when the client asks for the session again. */
  async comeBack() {
    await this.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  }

  async sessionCookie() {
    const cookies = await this.page.context().cookies(this.url);
    return cookies.find(({ name }) => name === SESSION_COOKIE);
  }

  /** Leaves a mark on the document, which is gone once it is left. */
  async mark() {
    await this.page.evaluate(() => document.documentElement.setAttribute("data-mark", ""));
  }

  async isMarked() {
    return (await this.page.locator("html[data-mark]").count()) === 1;
  }

  /** What the server says about this browser, without the client. */
  async session() {
    const answer = await this.page.context().request.get(`${this.url}/api/auth/session`);
    assert.equal(answer.status(), 200);
    return answer.json();
  }
}
