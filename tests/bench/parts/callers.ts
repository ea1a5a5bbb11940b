import type { Cinema } from '../cinema.ts';

/** Half of them signed in, half of them guests. */
export async function callersOf(
  { port, stage }: Cinema,
  count: number,
): Promise<{ email: string; token: string | null }[]> {
  return Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const account = i % 2 === 0 ? stage.customers[(i / 2) % stage.customers.length] : undefined;
      if (!account) return { email: `guest-${i}@bench.test`, token: null };
      return { email: account.email, token: await signIn(port, account, `198.18.0.${i}`) };
    }),
  );
}

async function signIn(port: number, account: { email: string; password: string }, from: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/auth/jwt/create/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': from },
    body: JSON.stringify(account),
  });
  if (!answer.ok) throw new Error(`${account.email} could not sign in: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).access;
}
