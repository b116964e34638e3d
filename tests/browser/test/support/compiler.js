// TypeScript with a file that is on no disk.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import ts from "typescript";

/** @typedef {import("./server.js").Client} Client */

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** @type {Record<Client, string>} */
const SETTINGS = { v5: "tsconfig.json", v4: "tsconfig.v4.json" };

/**
 * What the compiler says of pieces of code that use a session, with the page's settings for a version of the client.
 *
 * @param {Client} client
 * @param {string} declarations the file that the server made, from the folder of the browser's tests
 * @param {string[]} codes on a line each, with a variable `session`
 * @returns {{ ofDeclarations: string[], ofCodes: string[][] }}
 */
export function complaints(client, declarations, codes) {
  const file = join(FOLDER, declarations);
  const page = join(FOLDER, "src/a_page_of_a_test.ts");
  const head = `import { useSession } from "next-auth/react";
    const { data: session } = useSession({ required: true });
    if (session === null) throw new Error("nobody");`;
  const text = [head, ...codes.map((code) => `{ ${code} }`)].join("\n");
  const first = head.split("\n").length;
  const options = { ...settings(client), noUnusedLocals: false, skipLibCheck: false };
  const host = ts.createCompilerHost(options);
  const { fileExists, getSourceFile } = host;
  host.fileExists = (path) => path === page || fileExists(path);
  host.getSourceFile = (path, ...rest) =>
    path === page
      ? ts.createSourceFile(page, text, ts.ScriptTarget.ES2022)
      : getSourceFile(path, ...rest);
  const program = ts.createProgram([file, page], options, host);
  /** @param {string} path */
  const said = (path) => ts.getPreEmitDiagnostics(program, program.getSourceFile(path));
  /** @type {string[][]} */
  const ofCodes = codes.map(() => []);
  for (const { file: source, start = 0, messageText } of said(page)) {
    const message = ts.flattenDiagnosticMessageText(messageText, "\n");
    const line = source?.getLineAndCharacterOfPosition(start).line ?? 0;
    const ofCode = ofCodes[line - first];
    if (ofCode === undefined) throw new Error(message);
    ofCode.push(message);
  }
  const ofDeclarations = said(file).map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, "\n"),
  );
  return { ofDeclarations, ofCodes };
}

/** @param {Client} client */
function settings(client) {
  const path = join(FOLDER, SETTINGS[client]);
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options, errors } = ts.parseJsonConfigFileContent(config, ts.sys, FOLDER, {}, path);
  if (errors.length > 0) throw new Error(`${path} has mistakes`);
  return options;
}
