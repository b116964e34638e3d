// The example `react`.

import { startExample } from "./example.js";

/** @typedef {"v4" | "v5"} Client */
/** @typedef {"jwt" | "database"} Strategy */
/** @typedef {{ issuer: string, client: { id: string, secret: string } }} IdentityProvider */

/**
 * Starts the example with this page, this strategy and this provider.
 *
 * @param {object} options
 * @param {Client} options.client
 * @param {Strategy} options.strategy
 * @param {IdentityProvider} options.identityProvider
 * @param {Record<string, string>} [options.env] further variables
 */
export function startServer({ client, strategy, identityProvider, env }) {
  const args = [];
  if (strategy === "database") args.push("--database");
  if (client === "v4") args.push("--v4");
  return startExample("react", {
    args,
    env: {
      AUTH_OIDC_ISSUER: identityProvider.issuer,
      AUTH_OIDC_ID: identityProvider.client.id,
      AUTH_OIDC_SECRET: identityProvider.client.secret,
      ...env,
    },
  });
}
