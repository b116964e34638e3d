// An example as a program of its own.

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { setting } from "./setting.js";

/**
 * Starts an example on a free port.
 *
 * @param {"magic_link" | "react"} name
 * @param {object} options
 * @param {string[]} [options.args]
 * @param {Record<string, string>} options.env nothing else of the environment is passed on
 * @param {(line: string) => void} [options.read] gets what it prints
 */
export async function startExample(name, { args = [], env, read = () => {} }) {
  const program = spawn(join(setting("AUTH_TEST_EXAMPLES"), name), args, {
    env: { PORT: "0", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(program, "exit");
  const started = new Promise((resolve) => {
    createInterface({ input: program.stdout }).on("line", (line) => {
      const [, url] = /^Open (http:.*)$/.exec(line) ?? [];
      if (url) resolve(url);
      read(line);
    });
  });
  /** @type {string | undefined} */
  const url = await Promise.race([started, ended.then(() => undefined)]);
  if (url === undefined) {
    throw new Error(`the example ${name} did not start: ${JSON.stringify(await ended)}`);
  }
  const stop = async () => {
    program.kill();
    await ended;
  };
  return { url, stop };
}
