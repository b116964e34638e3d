// `update(data)`, which the server takes as the type that the application declares.

import assert from "node:assert/strict";
import { test } from "node:test";

import { matrix } from "./support/matrix.js";
import { openBrowser } from "./support/open_browser.js";
import { ID, Visitor } from "./support/visitor.js";

matrix((site) => {
  test("a new name is shown at once, and later", async (t) => {
    const ada = await site.visitor(t);
    await ada.signIn();
    const name = `Countess of Lovelace, ${site.client}`;
    await ada.rename(name);

    await ada.sees("Name", name);
    await ada.is("authenticated");
    await ada.sees("Id", ID);
    const answer = await ada.answerOf("update");
    assert.equal(answer.user.name, name);
    assert.equal(answer.user.id, ID);

    await ada.page.reload();
    await ada.sees("Name", name);
  });

  test("a new name in one tab shows in the other", async (t) => {
    const context = await openBrowser(t);
    const first = await Visitor.open(context, site.url);
    await first.signIn();
    const second = await Visitor.open(context, site.url);
    await second.is("authenticated");
    // Tabs tell each other with messages that version 4 dates by the second: two within one are one,
    // and the second tab has just sent the first.
    if (site.client === "v4") await second.page.waitForTimeout(1000);

    const name = `Ada in two tabs, ${site.client}`;
    await second.rename(name);
    await first.sees("Name", name);
  });

  test("what does not fit is refused, and the client goes on", async (t) => {
    const ada = await site.visitor(t);
    await ada.signIn();
    await ada.rename("Ada");
    await ada.sees("Name", "Ada");

    const answered = ada.page.waitForResponse(
      (answer) => answer.request().method() === "POST" && answer.url().endsWith("/session"),
    );
    await ada.rename("A".repeat(101));
    assert.equal((await answered).status(), 400);
    await ada.isTold("The server did not accept this.");
    await ada.is("authenticated");
    await ada.sees("Name", "Ada");
    assert.equal((await ada.session()).user.name, "Ada");

    await ada.rename("Ada again");
    await ada.sees("Name", "Ada again");
  });
});
