/** Why a request failed. The server says it in English; another language has words of its own for the server's code. */

export const errorWords = {
  /** Resolves, always, once the words for what the server says are there; they come beside its first answer. */
  beforeAnswers: (): Promise<void> => Promise.resolve(),
  onThisPage: "Something went wrong on this page.",
  noAnswer: "The server did not answer.",
  unreachable: "The server could not be reached.",
  offline: "You are offline.",
  tooManyTries: "Too many tries in a short time. Wait a minute.",
  serverIll: "The server had a problem.",
  notUnderstood: "The server did not understand what was sent.",
  withoutReason: (status: number) => `The server answered ${status} without saying why.`,
  /** What the server `said` for its `code`. */
  ofServer: (_code: string, said: string): string => said,
  /** What the server `said` of one field of a form. */
  ofField: (said: string): string => said,
};
