/** The way to API clients' own servers. */
export interface WebhookGateway {
  /** Why nothing is sent to an address; null if it may be used. Looks its name up. */
  problemWith(url: string): Promise<AddressProblem | null>;
  /** Sends one text. Never throws: what went wrong is part of the answer. Follows no redirect. */
  post(url: string, headers: Record<string, string>, body: string): Promise<WebhookAnswer>;
}

/** `private`: an address of our own network, which a stranger's URL must not reach. */
export type AddressProblem = 'not_a_url' | 'not_https' | 'private' | 'unknown_host';

export interface WebhookAnswer {
  durationMs: number;
  /** Of HTTP; null if no answer came. */
  status: number | null;
  /** What the answer began with, at most 1 kB. */
  response: string | null;
  /** Why no answer came. */
  failure: string | null;
}
