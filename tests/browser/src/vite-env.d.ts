/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** The version of `next-auth/react` that the page is built with. */
  readonly CLIENT: string;
}
