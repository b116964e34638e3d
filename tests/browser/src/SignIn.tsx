import { getProviders, signIn } from "next-auth/react";
import { type FormEvent, useEffect, useState } from "react";

import type { Answer } from "./AnswerBox";

/** Takes what a function of the client returned. */
interface Listener {
  onAnswer: (answer: Answer) => void;
}

interface Provider {
  id: string;
  name: string;
  type: string;
}

export function SignIn({ onAnswer }: Listener) {
  return (
    <>
      <h1>Sign in</h1>
      <p className="quiet">
        As <code>ada@example.com</code> with the password <code>lovelace</code>.
      </p>
      <CredentialsForm onAnswer={onAnswer} />
      <ProviderButtons />
      <p className="more">
        <a href="/api/auth/signin">The server’s own sign-in page</a>
      </p>
    </>
  );
}

function CredentialsForm({ onAnswer }: Listener) {
  const [error, setError] = useState<string | null>();
  const [isBusy, setIsBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const credentials = {
      email: String(form.get("email")),
      password: String(form.get("password")),
    };
    if (form.has("reload")) {
      // The browser goes where the server says: back to this page, or to the server's own.
      await signIn("credentials", credentials);
      return;
    }
    setIsBusy(true);
    setError(null);
    const result = await signIn("credentials", { ...credentials, redirect: false });
    onAnswer({ of: "signIn", value: result });
    setError(result?.error ?? null);
    setIsBusy(false);
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <label>
        E-mail
        <input name="email" type="email" autoComplete="username" required />
      </label>
      <label>
        Password
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <label className="check">
        <input name="reload" type="checkbox" />
        Load the page again
      </label>
      {error && <p role="alert">{explain(error)}</p>}
      <button type="submit" disabled={isBusy}>
        Sign in
      </button>
    </form>
  );
}

function explain(error: string): string {
  switch (error) {
    case "CredentialsSignin":
      return "Nobody has this address and this password.";
    case "MissingCSRF":
      return "The form was out of date. Send it once more.";
    default:
      return "You could not be signed in just now. Try again in a moment.";
  }
}

/** One button for each provider of the server; credentials have their form. */
function ProviderButtons() {
  const [providers, setProviders] = useState<Provider[]>([]);

  useEffect(() => {
    void getProviders().then((found) => setProviders(Object.values(found ?? {})));
  }, []);

  return providers
    .filter(({ type }) => type === "oauth" || type === "oidc")
    .map(({ id, name }) => (
      <button key={id} type="button" className="quiet" onClick={() => void signIn(id)}>
        Sign in with {name}
      </button>
    ));
}
