// Signs people in, and says in the token what the service has to know.

import NextAuth from "next-auth"
import GitHub from "next-auth/providers/github"

const admins = ["octocat"]

export const { handlers, auth } = NextAuth({
  session: { strategy: "jwt" },
  providers: [GitHub],
  callbacks: {
    jwt({ token, profile }) {
      if (profile) token.userRole = admins.includes(`${profile.login}`) ? "admin" : "reader"
      return token
    },
  },
})
