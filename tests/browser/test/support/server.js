// The example `react` as a program of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { setting } from "./setting.js";

/** @typedef {"v4" | "v5"} Client */
/** @typedef {"jwt" | "database"} Strategy */
/** @typedef {{ issuer: string, client: { id: string, secret: string } }} IdentityProvider */

/**
 * Starts the example on a free port, with this page, this strategy and this provider.
 *
 * @param {{ client: Client, strategy: Strategy, identityProvider: IdentityProvider }} options
 */
export async function startServer({ client, strategy, identityProvider }) {
  const args = [];
  if (strategy === "database") args.push("--database");
  if (client === "v4") args.push("--v4");
  const server = spawn(setting("AUTH_TEST_REACT_EXAMPLE"), args, {
    env: {
      PORT: "0",
      AUTH_OIDC_ISSUER: identityProvider.issuer,
      AUTH_OIDC_ID: identityProvider.client.id,
      AUTH_OIDC_SECRET: identityProvider.client.secret,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(server, "exit");
  for await (const line of createInterface({ input: server.stdout })) {
    const [, url] = /^Open (http:.*)$/.exec(line) ?? [];
    if (url) {
      // Whatever else it prints must not fill the pipe.
      server.stdout.resume();
      const stop = async () => {
        server.kill();
        await ended;
      };
      return { url, stop };
    }
  }
  throw new Error(`the example did not start: ${JSON.stringify(await ended)}`);
}
