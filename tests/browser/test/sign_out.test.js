// Signing out, in one tab and in two.

import assert from "node:assert/strict";
import { test } from "node:test";

import { matrix } from "./support/matrix.js";
import { openBrowser } from "./support/open_browser.js";
import { SESSION_COOKIE, Visitor } from "./support/visitor.js";

matrix((site) => {
  for (const [how, button, stays] of /** @type {const} */ ([
    ["without leaving the page", "Sign out", true],
    ["and loads the page again", "Sign out and reload", false],
  ])) {
    test(`signs out ${how}`, async (t) => {
      const ada = await site.visitor(t);
      await ada.signIn();
      await ada.mark();
      await ada.press(button);

      await ada.is("unauthenticated");
      assert.equal(await ada.isMarked(), stays);
      assert.equal(await ada.sessionCookie(), undefined);
      await ada.page.reload();
      await ada.is("unauthenticated");
    });
  }

  test("a sign-out in one tab shows in the other", async (t) => {
    const context = await openBrowser(t);
    const first = await Visitor.open(context, site.url);
    await first.signIn();
    const second = await Visitor.open(context, site.url);
    await second.is("authenticated");
    await first.mark();

    await second.press("Sign out");
    await second.is("unauthenticated");
    await first.is("unauthenticated");
    assert.ok(await first.isMarked());
  });

  test("other browsers stay signed in", async (t) => {
    const here = await site.visitor(t);
    const there = await site.visitor(t);
    await here.signIn();
    await there.signIn();
    await here.press("Sign out");
    await here.is("unauthenticated");
    await there.comeBack();
    await there.page.reload();
    await there.is("authenticated");
  });

  if (site.strategy === "database") {
    test("a copy of the cookie opens nothing any more", async (t) => {
      const ada = await site.visitor(t);
      await ada.signIn();
      const copy = await ada.sessionCookie();
      assert.ok(copy);
      const thief = await openBrowser(t);
      await thief.addCookies([copy]);
      const visitor = await Visitor.open(thief, site.url);
      await visitor.is("authenticated");

      await ada.press("Sign out");
      await ada.is("unauthenticated");

      await visitor.comeBack();
      await visitor.is("unauthenticated");
      const left = (await thief.cookies()).filter(({ name }) => name === SESSION_COOKIE);
      assert.deepEqual(left, []);
    });
  }
});
