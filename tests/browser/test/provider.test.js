// Signing in with an OpenID Connect provider.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PEOPLE, signInThere } from "./support/identity_provider.js";
import { matrix } from "./support/matrix.js";
import { ID } from "./support/visitor.js";

matrix((site) => {
  /**
   * Starts on the page and ends on it.
   *
   * @param {import("./support/visitor.js").Visitor} visitor
   * @param {import("./support/identity_provider.js").Person} person
   */
  async function signIn(visitor, person) {
    await visitor.press("Sign in with OpenID Connect");
    await signInThere(visitor.page, person);
    await visitor.page.waitForURL(`${site.url}/`);
    await visitor.is("authenticated");
  }

  test("the session shows who they are there, under an id that stays", async (t) => {
    const grace = await site.visitor(t);
    await signIn(grace, "grace");
    await grace.sees("Name", PEOPLE.grace.name);
    await grace.sees("E-mail", PEOPLE.grace.email);
    const { id } = (await grace.session()).user;
    assert.match(id, /^[0-9a-f-]{36}$/);
    await grace.sees("Id", id);
    await grace.page.reload();
    await grace.sees("Id", id);
    // What the sign-in was checked with is good for once.
    const cookies = await grace.page.context().cookies(site.url);
    const names = cookies.map(({ name }) => name).filter((name) => name.startsWith("authjs."));
    assert.deepEqual(names.sort(), [
      "authjs.callback-url",
      "authjs.csrf-token",
      "authjs.session-token",
    ]);

    // In another browser, and after signing out.
    const elsewhere = await site.visitor(t);
    await signIn(elsewhere, "grace");
    await elsewhere.sees("Id", id);
    await grace.press("Sign out");
    await grace.is("unauthenticated");
    await grace.press("Sign in with OpenID Connect");
    await grace.page.waitForURL(`${site.url}/`);
    await grace.sees("Id", id);
  });

  test("update and sign-out are as after any other sign-in", async (t) => {
    const alan = await site.visitor(t);
    await signIn(alan, "alan");
    await alan.rename("Prof Turing");
    await alan.sees("Name", "Prof Turing");
    await alan.press("Sign out");
    await alan.is("unauthenticated");
    assert.equal(await alan.sessionCookie(), undefined);
  });

  test("who turns back at the provider is told so, and may sign in otherwise", async (t) => {
    const visitor = await site.visitor(t);
    await visitor.press("Sign in with OpenID Connect");
    await visitor.page.getByRole("link", { name: "Cancel" }).click();
    await visitor.page.waitForURL(/\/api\/auth\/signin\?error=OAuthCallbackError/);
    await visitor.page.getByRole("alert").waitFor();
    assert.equal(await visitor.session(), null);

    await visitor.page.goto(site.url);
    await visitor.signIn();
    await visitor.sees("Id", ID);
  });

  test("a foreign token starts nothing", async (t) => {
    const visitor = await site.visitor(t);
    const csrfToken = "0".repeat(64);
    await visitor.page.route("**/api/auth/csrf", (route) => route.fulfill({ json: { csrfToken } }));
    await visitor.press("Sign in with OpenID Connect");
    await visitor.page.waitForURL(/\/api\/auth\/signin\?error=MissingCSRF/);
    assert.equal(await visitor.session(), null);
  });
});
