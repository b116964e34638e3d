// Each version of the client with each strategy.

import { after, before, describe } from "node:test";

import { openBrowser } from "./open_browser.js";
import { startSite } from "./site.js";
import { Visitor } from "./visitor.js";

/** @typedef {import("node:test").TestContext} TestContext */
/** @typedef {import("./server.js").Client} Client */
/** @typedef {import("./server.js").Strategy} Strategy */

/** @type {ReadonlyArray<{ client: Client, strategy: Strategy }>} */
const CASES = [
  { client: "v5", strategy: "jwt" },
  { client: "v5", strategy: "database" },
  { client: "v4", strategy: "jwt" },
  { client: "v4", strategy: "database" },
];

/** A server that runs for the tests of one case. */
export class Site {
  /** @param {Client} client @param {Strategy} strategy */
  constructor(client, strategy) {
    this.client = client;
    this.strategy = strategy;
    this.url = "";
  }

  /** Somebody with the page open, in a browser of their own. @param {TestContext} test */
  async visitor(test) {
    return Visitor.open(await openBrowser(test), this.url);
  }
}

/**
 * Defines tests for every case, or for those of one client.
 *
 * @param {(site: Site) => void} define
 * @param {{ client?: Client }} [only]
 */
export function matrix(define, only = {}) {
  for (const { client, strategy } of CASES) {
    if (only.client !== undefined && only.client !== client) continue;
    describe(`${client}, strategy = ${strategy}`, () => {
      const site = new Site(client, strategy);
      /** @type {(() => Promise<void>) | undefined} */
      let stop;
      before(async () => {
        ({ url: site.url, stop } = await startSite({ client, strategy }));
      });
      after(() => stop?.());
      define(site);
    });
  }
}
