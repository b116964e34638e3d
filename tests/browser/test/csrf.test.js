// Requests whose token against forged requests is not the browser's.

import assert from "node:assert/strict";
import { test } from "node:test";

import { matrix } from "./support/matrix.js";

/** @typedef {import("./support/visitor.js").Visitor} Visitor */

/**
 * Gives the client a token that no browser has, for as long as `act` runs, and sees that the server
 * refuses what is sent with it.
 *
 * @param {Visitor} visitor
 * @param {() => Promise<void>} act
 */
async function withForeignToken({ page }, act) {
  const csrfToken = "0".repeat(64);
  await page.route("**/api/auth/csrf", (route) => route.fulfill({ json: { csrfToken } }));
  const refused = page.waitForResponse(
    // Version 4 also posts what it has to say about errors.
    (answer) => answer.request().method() === "POST" && !answer.url().endsWith("/_log"),
  );
  await act();
  assert.equal((await refused).status(), 403);
  await page.unroute("**/api/auth/csrf");
}

matrix((site) => {
  test("an update is refused, and the client is not left loading", async (t) => {
    const ada = await site.visitor(t);
    await ada.signIn();
    const before = await ada.session();
    await withForeignToken(ada, async () => {
      await ada.rename("Mallory");
      await ada.isTold("The server did not accept this.");
    });
    assert.equal(await ada.answerOf("update"), null);
    await ada.is("authenticated");
    await ada.sees("Name", before.user.name);
    assert.equal((await ada.session()).user.name, before.user.name);

    await ada.rename("Ada with a token");
    await ada.sees("Name", "Ada with a token");
    await ada.is("authenticated");
  });

  test("a sign-in is refused, and works when it is sent again", async (t) => {
    const ada = await site.visitor(t);
    await withForeignToken(ada, async () => {
      await ada.submitCredentials();
      await ada.isTold("The form was out of date. Send it once more.");
    });
    const { ok, status, error } = await ada.answerOf("signIn");
    assert.deepEqual({ ok, status, error }, { ok: false, status: 403, error: "MissingCSRF" });
    await ada.is("unauthenticated");
    assert.equal(await ada.sessionCookie(), undefined);

    await ada.signIn();
  });

  test("a sign-out is refused, and works when it is sent again", async (t) => {
    const ada = await site.visitor(t);
    await ada.signIn();
    await withForeignToken(ada, async () => {
      await ada.press("Sign out");
      assert.match((await ada.answerOf("signOut")).url, /error=MissingCSRF$/);
    });
    await ada.is("authenticated");
    assert.notEqual(await ada.session(), null);

    await ada.press("Sign out");
    await ada.is("unauthenticated");
  });
});
