// The certified `oidc-provider`, on this machine, with a login page that knows everybody.

import { generateKeyPairSync, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";

import Provider from "oidc-provider";

/** Whoever signs in there is one of these, by the name that they type. */
export const PEOPLE = /** @type {const} */ ({
  grace: { name: "Grace Hopper", email: "grace@example.com" },
  alan: { name: "Alan Turing", email: "alan@example.com" },
});

/** @typedef {keyof typeof PEOPLE} Person */

/**
 * Signs in on the provider's pages and consents.
 *
 * @param {import("playwright-core").Page} page
 * @param {Person} person
 */
export async function signInThere(page, person) {
  await page.getByPlaceholder("Enter any login").fill(person);
  await page.getByPlaceholder("and password").fill("any");
  await page.getByRole("button", { name: "Sign-in" }).click();
  await page.getByRole("button", { name: "Continue" }).click();
}

/**
 * Starts a provider that has one client. It answers once it knows where the client's people come back
 * to: each of the two servers has to know the other's address, and this one is the first to have one.
 *
 * It is `localhost` and the applications are `127.0.0.1`, which for a browser are two sites.
 */
export async function startIdentityProvider() {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const issuer = `http://localhost:${address.port}`;
  const client = { id: "browser-tests", secret: randomBytes(32).toString("base64url") };

  /** @param {string} redirectUri the only one */
  const answer = (redirectUri) => {
    server.on("request", configure(issuer, client, redirectUri).callback());
  };
  const stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return { issuer, client, answer, stop };
}

/**
 * @param {string} issuer
 * @param {{ id: string, secret: string }} client
 * @param {string} redirectUri
 */
function configure(issuer, client, redirectUri) {
  return new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code"],
        response_types: ["code"],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    pkce: { required: () => true },
    // As the specification has it: what the scopes ask for is at the userinfo endpoint only.
    claims: { openid: ["sub"], profile: ["name"], email: ["email", "email_verified"] },
    findAccount: (_context, sub) =>
      sub in PEOPLE
        ? {
            accountId: sub,
            claims: () => ({
              sub,
              ...PEOPLE[/** @type {Person} */ (sub)],
              email_verified: true,
            }),
          }
        : undefined,
    features: { devInteractions: { enabled: true } },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString("base64url")] },
  });
}

function signingKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), use: "sig", alg: "RS256" };
}
