/** What the server shows under `session.user`: the default fields, and the `id` that it declares. */
export interface SessionUser {
  id: string;
  name?: string | null;
  email?: string | null;
}

/** The client's own type knows the default fields only. */
export function sessionUser(session: { user?: object }): SessionUser {
  return session.user as SessionUser;
}
