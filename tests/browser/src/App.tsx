import { useSession } from "next-auth/react";
import { useState } from "react";

import { Account } from "./Account";
import { type Answer, AnswerBox } from "./AnswerBox";
import { SignIn } from "./SignIn";

export function App() {
  const { data: session, status } = useSession();
  const [answer, setAnswer] = useState<Answer>();
  return (
    <main>
      <p className="client">
        next-auth/react {import.meta.env.CLIENT} <output aria-label="Status">{status}</output>
      </p>
      {/* During an update the status is `loading` as well, and the session is still there. */}
      {session ? (
        <Account user={session.user} onAnswer={setAnswer} />
      ) : status === "loading" ? (
        <h1>One moment</h1>
      ) : (
        <SignIn onAnswer={setAnswer} />
      )}
      {answer && <AnswerBox answer={answer} />}
    </main>
  );
}
