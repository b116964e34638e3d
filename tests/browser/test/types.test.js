// The types that the server makes for the client: what they accept, and what they reject.

import assert from "node:assert/strict";
import { test } from "node:test";

import { complaints } from "./support/compiler.js";

/**
 * The file of the page, and those of sessions that are harder to declare.
 *
 * @type {{ file: string, accepted: string[], rejected: [string, RegExp][] }[]}
 */
const CASES = [
  {
    file: "src/next-auth.d.ts",
    accepted: [
      "const id: string = session.user.id;",
      "const name: string | null | undefined = session.user.name;",
      "const expires: string = session.expires;",
      'const same: import("next-auth").Session = session;',
      'const user: import("./next-auth").SessionUser = session.user;',
    ],
    rejected: [
      ["session.user.idd;", /'idd' does not exist on type 'SessionUser'/],
      ["session.usr;", /'usr' does not exist on type 'Session'/],
      ["session.user.name.length;", /'session.user.name' is possibly 'null' or 'undefined'/],
      ["const id: number = session.user.id;", /'string' is not assignable to type 'number'/],
    ],
  },
  {
    file: "../typescript/sources.d.ts",
    accepted: ["const isAdmin: boolean = session.user.is_admin;"],
    rejected: [["session.user.isAdmin;", /'isAdmin' does not exist on type 'SessionUser'/]],
  },
  {
    file: "../typescript/everything.d.ts",
    accepted: [
      'const theme: "light" | "dark" = session.theme;',
      "const code: string = session.postCode;",
      "const moved: string | null = session.movedIn;",
      'const level: number | null | undefined = session.roles["admin"];',
      "const codes: string[] = session.user.allAddresses.map((a) => a.postCode);",
      'const phone: string | undefined = session.user["phone-number"];',
      "const nickname: string | undefined = session.user.nickname;",
      'if (session.user.kind === "Paid") { const seats: number = session.user.seats; }',
      'if (typeof session.user.opaque === "string") session.user.opaque.length;',
    ],
    rejected: [
      ["session.post_code;", /'post_code' does not exist on type 'Session'/],
      ['session.theme === "blue";', /have no overlap/],
      ["session.user.hidden;", /'hidden' does not exist on type/],
      ["session.user.seats;", /'seats' does not exist on type/],
      ["session.user.nickname.length;", /'session.user.nickname' is possibly 'undefined'/],
    ],
  },
];

for (const client of /** @type {const} */ (["v5", "v4"])) {
  for (const { file, accepted, rejected } of CASES) {
    test(`${client}: ${file} accepts what is right and rejects what is wrong`, () => {
      const codes = [...accepted, ...rejected.map(([code]) => code)];
      const { ofDeclarations, ofCodes } = complaints(client, file, codes);
      assert.deepEqual(ofDeclarations, []);
      for (const code of accepted) {
        assert.deepEqual(ofCodes.shift(), [], code);
      }
      for (const [code, complaint] of rejected) {
        const [said, ...others] = ofCodes.shift() ?? [];
        assert.match(said ?? "nothing", complaint, code);
        assert.deepEqual(others, [], code);
      }
    });
  }
}
