import { defineConfig } from "vite";

/** The package of each version of the client, by the mode that builds with it: `vite build --mode v5`. */
const clients: Record<string, string> = { v4: "next-auth-v4", v5: "next-auth-v5" };

export default defineConfig(({ mode }) => {
  const client = clients[mode];
  if (client === undefined) {
    throw new Error("choose the client's version with `--mode v4` or `--mode v5`");
  }
  return {
    esbuild: { jsx: "automatic" },
    resolve: { alias: { "next-auth/react": `${client}/react` } },
    define: {
      // The client reads these when it is loaded, and outside Next.js there is no `process`.
      "process.env.NEXTAUTH_URL": "undefined",
      "process.env.NEXTAUTH_URL_INTERNAL": "undefined",
      "process.env.VERCEL_URL": "undefined",
      "process.env.NODE_ENV": JSON.stringify("production"),
      "import.meta.env.CLIENT": JSON.stringify(mode),
    },
    build: {
      outDir: `dist/${mode}`,
      // The server serves three files and knows them by name.
      assetsInlineLimit: 0,
      rollupOptions: {
        // "use client" means nothing outside Next.js.
        onwarn: (warning, warn) => {
          if (warning.code !== "MODULE_LEVEL_DIRECTIVE") warn(warning);
        },
        output: { entryFileNames: "page.js", assetFileNames: "page[extname]" },
      },
    },
  };
});
