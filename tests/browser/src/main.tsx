import { SessionProvider } from "next-auth/react";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";

import { App } from "./App";
import "./page.css";

const root = document.getElementById("root");
if (root === null) {
  throw new Error("the document has no element for the page");
}
createRoot(root).render(
  <StrictMode>
    <SessionProvider>
      <App />
    </SessionProvider>
  </StrictMode>,
);
