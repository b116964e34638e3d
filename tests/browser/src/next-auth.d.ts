// What the server shows of a session. Made from the Rust types: do not edit.

import "next-auth";

declare module "next-auth" {
  interface Session {
    /** Who is signed in. */
    user: SessionUser;
  }
}

/** Who is signed in: what is under `session.user`. */
export interface SessionUser {
  /** Full name, for display. */
  name?: string | null;
  /** E-mail address. */
  email?: string | null;
  /** URL of a picture. */
  image?: string | null;
  id: string;
}
