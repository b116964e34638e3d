// Signing in with a form.

import assert from "node:assert/strict";
import { test } from "node:test";

import { matrix } from "./support/matrix.js";
import { EMAIL, ID } from "./support/visitor.js";

matrix((site) => {
  test("the session shows the id, without leaving the page", async (t) => {
    const ada = await site.visitor(t);
    await ada.is("unauthenticated");
    await ada.mark();
    await ada.submitCredentials();

    await ada.is("authenticated");
    await ada.sees("Id", ID);
    await ada.sees("E-mail", EMAIL);
    const { ok, status, error, url } = await ada.answerOf("signIn");
    assert.deepEqual({ ok, status, url }, { ok: true, status: 200, url: `${site.url}/` });
    assert.equal(error ?? null, null);
    assert.ok(await ada.isMarked());

    await ada.page.reload();
    await ada.sees("Id", ID);
  });

  test("the session shows the id, after loading the page again", async (t) => {
    const ada = await site.visitor(t);
    await ada.mark();
    await ada.submitCredentials({ reload: true });
    await ada.sees("Id", ID);
    assert.equal(ada.page.url(), `${site.url}/`);
    assert.ok(!(await ada.isMarked()));
  });

  for (const [what, credentials] of Object.entries({
    "a wrong password": { password: "byron" },
    "an unknown address": { email: "babbage@example.com" },
  })) {
    test(`${what} is told on the page`, async (t) => {
      const visitor = await site.visitor(t);
      await visitor.submitCredentials(credentials);
      await visitor.isTold("Nobody has this address and this password.");
      const { ok, status, error, code } = await visitor.answerOf("signIn");
      assert.deepEqual(
        { ok, status, error },
        { ok: false, status: 401, error: "CredentialsSignin" },
      );
      assert.equal(code, site.client === "v5" ? "credentials" : undefined);
      await visitor.is("unauthenticated");
      assert.equal(await visitor.sessionCookie(), undefined);

      // Nothing is stuck: the right ones sign in.
      await visitor.signIn();
    });
  }

  test("a wrong password leads to the server's page, and that back to this one", async (t) => {
    const ada = await site.visitor(t);
    await ada.submitCredentials({ password: "byron", reload: true });
    await ada.page.waitForURL(/\/api\/auth\/signin\?error=CredentialsSignin/);
    await ada.page.getByRole("alert").waitFor();

    await ada.page.getByLabel("Email").fill(EMAIL);
    await ada.page.getByLabel("Password").fill("lovelace");
    await ada.press("Sign in");
    await ada.page.waitForURL(`${site.url}/`);
    await ada.sees("Id", ID);
  });
});
