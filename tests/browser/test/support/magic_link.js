// The example `magic_link`, and the mails that it prints.

import { EventEmitter, once } from "node:events";

import { PATIENCE } from "./browser.js";
import { startExample } from "./example.js";

/** Starts the example with a database of its own, which is gone with it. */
export async function startMagicLink() {
  const links = new EventEmitter();
  let recipient = "";
  const { url, stop } = await startExample("magic_link", {
    env: { DATABASE_FILE: ":memory:" },
    read: (line) => {
      const [, to] = /^To: (.*)$/.exec(line) ?? [];
      if (to !== undefined) recipient = to;
      if (/^http:/.test(line)) links.emit(recipient, line);
    },
  });

  /**
   * Asks for a link on the sign-in page, and waits until it is in the mail.
   *
   * @param {import("playwright-core").Page} page
   * @param {string} address
   * @returns {Promise<string>}
   */
  const askForLink = async (page, address) => {
    const mail = once(links, address, { signal: AbortSignal.timeout(PATIENCE) });
    await submitAddress(page, address);
    const [link] = await mail;
    return link;
  };

  /** @param {import("playwright-core").Page} page @param {string} address */
  const submitAddress = async (page, address) => {
    await page.goto(`${url}/auth/signin`);
    await page.getByLabel("Email").fill(address);
    await page.getByRole("button", { name: "Email me a sign-in link" }).click();
  };

  return { url, stop, askForLink, submitAddress };
}
