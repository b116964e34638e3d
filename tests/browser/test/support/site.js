// A server with a provider to sign in with.

import { startIdentityProvider } from "./identity_provider.js";
import { startServer } from "./server.js";

/** @typedef {import("./server.js").Client} Client */
/** @typedef {import("./server.js").Strategy} Strategy */

/**
 * @param {{ client: Client, strategy: Strategy, env?: Record<string, string> }} options
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>}
 */
export async function startSite({ client, strategy, env }) {
  const identityProvider = await startIdentityProvider();
  const server = await startServer({ client, strategy, identityProvider, env }).catch(
    async (error) => {
      await identityProvider.stop();
      throw error;
    },
  );
  identityProvider.answer(`${server.url}/api/auth/callback/oidc`);
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await identityProvider.stop();
    },
  };
}
