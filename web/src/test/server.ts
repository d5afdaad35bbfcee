/** The API as tests see it: MSW answers, and a request nobody expected fails the test. */
import { setupServer } from "msw/node";

export const server = setupServer();
