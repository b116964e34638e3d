/** What a function of the client returned. */
export interface Answer {
  of: "signIn" | "signOut" | "update";
  value: unknown;
}

/** The answer word for word. */
export function AnswerBox({ answer }: { answer: Answer }) {
  return (
    <figure>
      <figcaption>
        <code>{answer.of}</code> returned
      </figcaption>
      <pre aria-label={`What ${answer.of} returned`}>{JSON.stringify(answer.value, null, 2)}</pre>
    </figure>
  );
}
