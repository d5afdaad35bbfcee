/** Cache keys, in one place so that events and requests mean the same entry. */
export const queryKeys = {
  me: ["me"] as const,
  account: ["account"] as const,
  signIns: ["sign-ins"] as const,
  tokens: ["tokens"] as const,
  options: ["auth-options"] as const,
  library: ["library"] as const,
  libraryPages: (q: string, status: string, scope: string) => ["library", { q, status, scope }] as const,
  video: (id: string) => ["video", id] as const,
  document: (id: string) => ["document", id] as const,
  texts: (id: string) => ["texts", id] as const,
  shares: (id: string) => ["shares", id] as const,
  people: (id: string) => ["people", id] as const,
  link: (token: string) => ["link", token] as const,
  annotations: (id: string) => ["annotations", id] as const,
};
