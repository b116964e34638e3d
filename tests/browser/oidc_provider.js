// The tests' provider alone, for the tests in Rust: says where it is in a line of JSON, reads a line
// with the address to which it may send people back, and ends with its input.

import { createInterface } from "node:readline";

import { startIdentityProvider } from "./test/support/identity_provider.js";

const { issuer, client, answer, stop } = await startIdentityProvider();
console.log(JSON.stringify({ issuer, client }));
for await (const redirectUri of createInterface({ input: process.stdin })) answer(redirectUri);
await stop();
