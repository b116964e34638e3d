// What the server shows of a session. Made from the Rust types: do not edit.

import "next-auth";

declare module "next-auth" {
  interface Session extends SessionFields {
    /** Who is signed in. */
    user: SessionUser;
  }
}

/** What the session has beside its `user` and when it `expires`. */
export type SessionFields = {
  visits: number;
  "2fa": { [key in string]: boolean | null };
} & Address & Partial<Address>;

/** Who is signed in: what is under `session.user`. */
export interface SessionUser {
  /** Full name, for display. */
  name?: string | null;
  /** E-mail address. */
  email?: string | null;
  /** URL of a picture. */
  image?: string | null;
  /**
   * The same for all
   *
   * the sessions *\/ of a user.
   */
  id: string;
  theme?: Theme;
  "other-theme"?: Theme | null;
  /** Of the last years. */
  addresses: Array<Address>;
  opaque?: unknown;
}

export type Address = { city: string, 
/**
 * When somebody moved in.
 */
since: string | null, theme: Theme, };

/**
 * How a page looks.
 */
export type Theme = "light" | "dark";
