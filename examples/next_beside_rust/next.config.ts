// One origin for both, so that the browser sends the cookie to both.

export default {
  rewrites: async () => [
    { source: "/rust/:path*", destination: "http://localhost:3001/:path*" },
  ],
}
