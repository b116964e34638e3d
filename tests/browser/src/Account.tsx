import { signOut, useSession } from "next-auth/react";
import { type FormEvent, useState } from "react";

import type { Answer } from "./AnswerBox";
import type { SessionUser } from "./next-auth";

interface AccountProps {
  user: SessionUser;
  /** Takes what a function of the client returned. */
  onAnswer: (answer: Answer) => void;
}

export function Account({ user, onAnswer }: AccountProps) {
  return (
    <>
      <h1>Hello, {user.name ?? user.email ?? "whoever you are"}</h1>
      <dl>
        <dt>Id</dt>
        <dd>{user.id}</dd>
        <dt>Name</dt>
        <dd>{user.name ?? "none"}</dd>
        <dt>E-mail</dt>
        <dd>{user.email ?? "none"}</dd>
      </dl>
      <RenameForm onAnswer={onAnswer} />
      <button type="button" className="quiet" onClick={() => void stay()}>
        Sign out
      </button>
      <button type="button" className="quiet" onClick={() => void signOut()}>
        Sign out and reload
      </button>
    </>
  );

  async function stay() {
    onAnswer({ of: "signOut", value: await signOut({ redirect: false }) });
  }
}

function RenameForm({ onAnswer }: Pick<AccountProps, "onAnswer">) {
  const { update } = useSession();
  const [isRefused, setIsRefused] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const session = await update({ name: form.get("name") });
    onAnswer({ of: "update", value: session });
    setIsRefused(session === null);
  }

  return (
    <form onSubmit={(event) => void submit(event)}>
      <label>
        New name
        <input name="name" autoComplete="name" />
      </label>
      {isRefused && <p role="alert">The server did not accept this.</p>}
      <button type="submit">Rename</button>
    </form>
  );
}
