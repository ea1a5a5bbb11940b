import { apiClient, type Client, isRefused } from '../../server/contract/client.ts';

export { isRefused, type Refused } from '../../server/contract/client.ts';

const offline = 'The server cannot be reached. Nothing was saved; please check the connection and try again.';

const client = apiClient({ base: '/api', offline });

/**
 * Calls an operation of the API. Never throws: what went wrong is a `Refused` too. A login that has run out leads to the
 * sign-in page and back.
 */
export const operate: Client['call'] = async (operation, sent) => {
  const answer = await client.call(operation, sent);
  if (isRefused(answer) && answer.status === 401) {
    window.location.assign(`/staff/sign-in?next=${encodeURIComponent(window.location.pathname)}`);
  }
  return answer;
};
