// Saves what the example's page and the library's own pages look like: light and dark, narrow and wide.

import { join } from "node:path";

import { launch } from "./test/support/browser.js";
import { startSite } from "./test/support/site.js";
import { Visitor } from "./test/support/visitor.js";

/** @typedef {(visitor: Visitor) => Promise<unknown>} Act */

/** What is to be seen, by name. @type {Record<string, Act>} */
const SCENES = {
  "page-signed-out": (visitor) => visitor.is("unauthenticated"),
  "page-wrong-password": async (visitor) => {
    await visitor.submitCredentials({ password: "byron" });
    await visitor.page.getByRole("alert").waitFor();
  },
  "page-signed-in": (visitor) => visitor.signIn(),
  "page-refused-name": async (visitor) => {
    await visitor.signIn();
    await visitor.rename("");
    await visitor.page.getByRole("alert").waitFor();
  },
  "own-sign-in": at("signin"),
  "own-sign-in-wrong": at("signin?error=CredentialsSignin"),
  "own-sign-out": at("signout"),
  "own-error": at("error?error=AccessDenied"),
};

/** @param {string} path @returns {Act} */
function at(path) {
  return ({ page, url }) => page.goto(`${url}/api/auth/${path}`);
}

const [folder = "."] = process.argv.slice(2);
const site = await startSite({ client: "v5", strategy: "jwt" });
const browser = await launch();
try {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    for (const width of [360, 1280]) {
      for (const [name, act] of Object.entries(SCENES)) {
        const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } });
        const visitor = await Visitor.open(context, site.url);
        await act(visitor);
        const path = join(folder, `${name}-${colorScheme}-${width}.png`);
        await visitor.page.screenshot({ path, fullPage: true });
        await context.close();
      }
    }
  }
} finally {
  await browser.close();
  await site.stop();
}
console.log(`the screenshots are in ${folder}`);
