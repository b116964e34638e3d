// Saves what the example's page and the library's own pages look like: light and dark, narrow and wide.

import { join } from "node:path";

import { launch } from "./test/support/browser.js";
import { startMagicLink } from "./test/support/magic_link.js";
import { startSite } from "./test/support/site.js";
import { Visitor } from "./test/support/visitor.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {(page: Page) => Promise<unknown>} Act */

/** Clients that nobody has, so that their buttons are there. */
const CLIENTS = Object.fromEntries(
  ["GITHUB", "GOOGLE", "MICROSOFT_ENTRA_ID", "APPLE", "DISCORD", "SPOTIFY"].flatMap((provider) => [
    [`AUTH_${provider}_ID`, "made-up"],
    [`AUTH_${provider}_SECRET`, "made-up"],
  ]),
);

const site = await startSite({ client: "v5", strategy: "jwt" });
const providers = await startSite({ client: "v5", strategy: "jwt", env: CLIENTS });
const magicLink = await startMagicLink();

/** What is to be seen, by name. @type {Record<string, Act>} */
const SCENES = {
  "page-signed-out": visit((visitor) => visitor.is("unauthenticated")),
  "page-wrong-password": visit(async (visitor) => {
    await visitor.submitCredentials({ password: "byron" });
    await visitor.page.getByRole("alert").waitFor();
  }),
  "page-signed-in": visit((visitor) => visitor.signIn()),
  "page-refused-name": visit(async (visitor) => {
    await visitor.signIn();
    await visitor.rename("");
    await visitor.page.getByRole("alert").waitFor();
  }),
  "own-sign-in": at(`${site.url}/api/auth/signin`),
  "own-sign-in-wrong": at(`${site.url}/api/auth/signin?error=CredentialsSignin`),
  "own-sign-in-providers": at(`${providers.url}/api/auth/signin`),
  "own-sign-out": at(`${site.url}/api/auth/signout`),
  "own-error": at(`${site.url}/api/auth/error?error=AccessDenied`),
  "own-email": at(`${magicLink.url}/auth/signin`),
  "own-email-wrong": (page) => magicLink.submitAddress(page, "ada@localhost"),
  "own-verify-request": at(`${magicLink.url}/auth/verify-request?provider=email&type=email`),
  "own-confirm": confirm("ada@example.com"),
  "own-confirm-long": confirm("augusta.ada.king.countess.of.lovelace@analytical-engine.example.com"),
  "own-verification-error": at(`${magicLink.url}/auth/error?error=Verification`),
  "magic-link-signed-out": at(magicLink.url),
  "magic-link-signed-in": async (page) => {
    await confirm("grace@example.com")(page);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("link", { name: "Sign out" }).waitFor();
  },
};

/** @param {string} url @returns {Act} */
function at(url) {
  return (page) => page.goto(url);
}

/** @param {(visitor: Visitor) => Promise<unknown>} act @returns {Act} */
function visit(act) {
  return async (page) => {
    await page.goto(site.url);
    await act(new Visitor(page, site.url));
  };
}

/** The page that the link in a mail leads to. @param {string} address @returns {Act} */
function confirm(address) {
  return async (page) => page.goto(await magicLink.askForLink(page, address));
}

const [folder = "."] = process.argv.slice(2);
const browser = await launch();
try {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const width of [360, 1280]) {
      for (const [name, act] of Object.entries(SCENES)) {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
        const page = await context.newPage();
        await act(page);
        const path = join(folder, `${name}-${colorScheme}-${width}.png`);
        await page.screenshot({ path, fullPage: true });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await magicLink.stop();
  await providers.stop();
  await site.stop();
}
console.log(`the screenshots are in ${folder}`);
