import type { Api } from '../serve.ts';
import { installMe } from './me.ts';
import { installTokens } from './tokens.ts';
import { installUsers } from './users.ts';

/** `/api/auth/`: accounts and tokens, as Djoser's clients know them. */
export function installAuth(api: Api): void {
  installUsers(api);
  installMe(api);
  installTokens(api);
}
