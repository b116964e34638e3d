// Auth.js for the tests in Rust: answers each line of JSON with one, and ends with its input.

import { createServer } from "node:http";
import { createInterface } from "node:readline";

import { Auth } from "@auth/core";
import { encode, getToken } from "@auth/core/jwt";
import Credentials from "@auth/core/providers/credentials";
import PostgresAdapter from "@auth/pg-adapter";
import { encode as encodeV4 } from "next-auth-v4/jwt";
import pg from "pg";

/** @typedef {{ secrets: string[] }} Secrets */

const basePath = "/api/auth";

/** @type {string | null} */
let mailed = null;

const credentials = Credentials({
  credentials: { name: {} },
  authorize({ name }) {
    return { id: `id-of-${name}`, name: `${name}`, email: `${name}@example.com` };
  },
});

/** @type {import("@auth/core/providers").EmailConfig} */
const email = {
  id: "email",
  name: "Email",
  type: "email",
  maxAge: 60 * 60,
  from: "test@example.com",
  async sendVerificationRequest({ url }) {
    mailed = url;
  },
};

/**
 * The configuration of an application as the guide has it.
 *
 * @param {Secrets & { database?: string }} settings
 * @returns {import("@auth/core").AuthConfig}
 */
function configuration({ secrets, database }) {
  const common = { secret: secrets, basePath, trustHost: true };
  if (database) {
    return {
      ...common,
      providers: [email],
      adapter: PostgresAdapter(new pg.Pool({ connectionString: database })),
      callbacks: {
        session({ session, user }) {
          const { name = null, email, image = null } = user;
          return { user: { id: `${user.id}`, name, email, image }, expires: session.expires };
        },
      },
    };
  }
  return {
    ...common,
    providers: [credentials],
    session: { strategy: "jwt" },
    callbacks: {
      jwt({ token, user, trigger, session }) {
        // What the other application does not know is kept all the same.
        if (user) Object.assign(token, { id: user.id, nothing: null, own: { of: ["Next.js", 1.5] } });
        if (trigger === "update") token.note = session.note;
        return token;
      },
      session({ session, token }) {
        return Object.assign(session, {
          user: Object.assign(session.user, { id: token.id }),
          note: token.note,
          own: token.own,
        });
      },
    },
  };
}

/** @param {import("@auth/core").AuthConfig} config */
async function serve(config) {
  const server = createServer(async (incoming, outgoing) => {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    const headers = new Headers();
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, `${value}`);
    const request = new Request(`http://${incoming.headers.host}${incoming.url}`, {
      method: incoming.method ?? "GET",
      headers,
      body: chunks.length ? Buffer.concat(chunks) : null,
    });
    const response = await Auth(request, config);
    for (const [name, value] of response.headers) outgoing.appendHeader(name, value);
    outgoing.statusCode = response.status;
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  // The client keeps its connections for as long as it likes.
  server.keepAliveTimeout = 0;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("there is no port");
  return `http://127.0.0.1:${address.port}`;
}

/** @type {Record<string, (settings: any) => Promise<unknown>>} */
const answers = {
  serve: (settings) => serve(configuration(settings)),

  /** @param {Secrets & { salt: string, payloads: Record<string, unknown>[] }} settings */
  encode: ({ secrets, salt, payloads }) =>
    Promise.all(payloads.map((token) => encode({ secret: secrets, salt, token }))),

  /** @param {Secrets & { payloads: Record<string, unknown>[] }} settings */
  encodeV4: ({ secrets: [secret = ""], payloads }) =>
    Promise.all(payloads.map((token) => encodeV4({ secret, token }))),

  /** @param {Secrets & { headers: Record<string, string>[] }} settings */
  getToken: ({ secrets, headers }) =>
    Promise.all(headers.map((headers) => getToken({ req: { headers }, secret: secrets }))),

  mailed: async () => mailed,
};

console.log(JSON.stringify({ started: true }));
for await (const line of createInterface({ input: process.stdin })) {
  const { what, settings } = JSON.parse(line);
  console.log(JSON.stringify(await answers[what]?.(settings)));
}
process.exit();
