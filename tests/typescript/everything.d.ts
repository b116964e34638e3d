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
  theme: Theme;
  roles: { [key in string]: number | null };
} & Address;

/** Who is signed in: what is under `session.user`. */
export type SessionUser = {
  /** Full name, for display. */
  name?: string | null;
  /** E-mail address. */
  email?: string | null;
  /** URL of a picture. */
  image?: string | null;
  id: string;
  /**
   * Where the user lives.
   *
   * Those of before are kept.
   */
  allAddresses: Array<Address>;
  nickname?: string;
  "phone-number"?: string;
  opaque: unknown;
  /** Only in some builds. */
  type: string;
} & Plan;

export type Address = { postCode: string, movedIn: string | null, };

export type Plan = { "kind": "Free" } | { "kind": "Paid", seats: number, };

/**
 * A word that next-auth 4 has for something else.
 */
export type Theme = "light" | "dark";
