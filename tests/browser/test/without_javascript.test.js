// The pages of the library, for a browser that runs no script.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PEOPLE, signInThere } from "./support/identity_provider.js";
import { matrix } from "./support/matrix.js";
import { openBrowser } from "./support/open_browser.js";
import { EMAIL, ID, PASSWORD, Visitor } from "./support/visitor.js";

// The page is not the client's, so one version of the client stands for both.
matrix(
  (site) => {
    test("signs in and out", async (t) => {
      const context = await openBrowser(t, { javaScriptEnabled: false });
      const page = await context.newPage();
      const ada = new Visitor(page, site.url);

      await page.goto(`${site.url}/api/auth/signin`);
      await page.getByLabel("Email").fill(EMAIL);
      await page.getByLabel("Password").fill(PASSWORD);
      await ada.press("Sign in");
      await page.waitForURL(`${site.url}/`);
      assert.equal((await ada.session()).user.id, ID);

      await page.goto(`${site.url}/api/auth/signout`);
      await ada.press("Sign out");
      await page.waitForURL(`${site.url}/`);
      assert.equal(await ada.session(), null);
    });

    test("signs in with a provider", async (t) => {
      const context = await openBrowser(t, { javaScriptEnabled: false });
      const page = await context.newPage();
      const grace = new Visitor(page, site.url);

      await page.goto(`${site.url}/api/auth/signin`);
      await grace.press("Sign in with OpenID Connect");
      await signInThere(page, "grace");
      await page.waitForURL(`${site.url}/`);
      assert.equal((await grace.session()).user.email, PEOPLE.grace.email);
    });

    test("says what was wrong, and lets the visitor try again", async (t) => {
      const context = await openBrowser(t, { javaScriptEnabled: false });
      const page = await context.newPage();
      const ada = new Visitor(page, site.url);

      await page.goto(`${site.url}/api/auth/signin`);
      await page.getByLabel("Email").fill(EMAIL);
      await page.getByLabel("Password").fill("byron");
      await ada.press("Sign in");
      await page.waitForURL(/error=CredentialsSignin/);
      await page.getByRole("alert").waitFor();
      assert.equal(await ada.session(), null);

      await page.getByLabel("Email").fill(EMAIL);
      await page.getByLabel("Password").fill(PASSWORD);
      await ada.press("Sign in");
      await page.waitForURL(`${site.url}/`);
      assert.equal((await ada.session()).user.id, ID);
    });

    test("the pages have their style in spite of their policy", async (t) => {
      const context = await openBrowser(t, { javaScriptEnabled: false });
      const page = await context.newPage();
      for (const path of ["signin", "signout", "error"]) {
        const answer = await page.goto(`${site.url}/api/auth/${path}`);
        assert.match(answer?.headers()["content-security-policy"] ?? "", /default-src 'none'/);
        const box = await page.getByRole("main").boundingBox();
        // Without a style it is as wide as the window.
        assert.ok(box !== null && box.width < 800, `${path}: ${JSON.stringify(box)}`);
      }
    });
  },
  { client: "v5" },
);
