// The example `react` as a program of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

import { setting } from "./setting.js";

/** @typedef {"v4" | "v5"} Client */
/** @typedef {"jwt" | "database"} Strategy */

/**
 * Starts the example on a free port, with this page and this strategy.
 *
 * @param {{ client: Client, strategy: Strategy, environment?: Record<string, string> }} options
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startServer({ client, strategy, environment = {} }) {
  const args = [];
  if (strategy === "database") args.push("--database");
  if (client === "v4") args.push("--v4");
  const server = spawn(setting("AUTH_TEST_REACT_EXAMPLE"), args, {
    env: { PORT: "0", ...environment },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(server, "exit");
  const stop = async () => {
    server.kill();
    await ended;
  };
  for await (const line of createInterface({ input: server.stdout })) {
    const [, url] = /^Open (http:.*)$/.exec(line) ?? [];
    if (url) {
      // Whatever else it prints must not fill the pipe.
      server.stdout.resume();
      return { url, stop };
    }
  }
  throw new Error(`the example did not start: ${JSON.stringify(await ended)}`);
}
