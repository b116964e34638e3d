// What `run` tells the tests.

/** @param {"AUTH_TEST_CHROMIUM" | "AUTH_TEST_EXAMPLES"} name */
export function setting(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} is not set: start the tests with tests/browser/run`);
  }
  return value;
}
