// A session that ends behind the client's back.

import assert from "node:assert/strict";
import { test } from "node:test";

import { matrix } from "./support/matrix.js";
import { SESSION_COOKIE } from "./support/visitor.js";

matrix((site) => {
  test("a deleted cookie is noticed when the visitor comes back", async (t) => {
    const ada = await site.visitor(t);
    await ada.signIn();
    await ada.page.context().clearCookies({ name: SESSION_COOKIE });

    await ada.comeBack();
    await ada.is("unauthenticated");
    await ada.signIn();
  });

  test("an update without a session does not leave the client loading", async (t) => {
    const ada = await site.visitor(t);
    await ada.signIn();
    await ada.page.context().clearCookies({ name: SESSION_COOKIE });

    await ada.rename("Nobody");
    await ada.isTold("The server did not accept this.");
    assert.equal(await ada.answerOf("update"), null);
    // The client keeps what it has until it asks again.
    await ada.is("authenticated");
    await ada.comeBack();
    await ada.is("unauthenticated");
  });

  test("a cookie that is no session is taken away", async (t) => {
    const ada = await site.visitor(t);
    await ada.signIn();
    const cookie = await ada.sessionCookie();
    assert.ok(cookie);
    const last = cookie.value.endsWith("A") ? "B" : "A";
    const value = `${cookie.value.slice(0, -1)}${last}`;
    await ada.page.context().addCookies([{ ...cookie, value }]);

    await ada.comeBack();
    await ada.is("unauthenticated");
    assert.equal(await ada.sessionCookie(), undefined);
  });
});
