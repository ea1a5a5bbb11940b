import type { z } from 'zod';
import { type account, changeMe, eraseMe, getMe, setEmail, setPassword } from '../../contract/api/auth.ts';
import { isRefusal, type Refusal, refuse } from '../../contract/refusals.ts';
import { changeEmail } from '../../domain/accounts/change-email.ts';
import { changeOwnPassword } from '../../domain/accounts/change-own-password.ts';
import { changeProfile } from '../../domain/accounts/change-profile.ts';
import { eraseAccount } from '../../domain/accounts/erase-account.ts';
import { findProfile, type Profile } from '../../domain/accounts/profile.ts';
import { familyOf } from '../caller.ts';
import { invalid } from '../parse.ts';
import { type Api, serve } from '../serve.ts';
import { quiet } from './users.ts';

/** `/api/auth/users/`, for whoever is signed in. */
export function installMe(api: Api): void {
  const { deps } = api;

  serve(api, getMe, async ({ actor }) => {
    const profile = actor.userId === null ? null : await findProfile(deps.db, actor.userId);
    return profile ? accountBody(profile) : refuse('unauthenticated');
  });

  serve(api, changeMe, async ({ body, actor }) => {
    const { name, language, seat_preference: seats } = body;
    const profile = await changeProfile(deps, actor, { name, language, depth: seats?.depth, aisle: seats?.aisle });
    return isRefusal(profile) ? profile : accountBody(profile);
  });

  serve(api, eraseMe, ({ body, actor }) => asked(eraseAccount(deps, actor, { password: body.current_password })));

  serve(api, setPassword, ({ body, actor, res }) => {
    const { current_password: password, new_password: next } = body;
    return asked(changeOwnPassword(deps, actor, { password, next, keepFamily: familyOf(res) }));
  });

  serve(api, setEmail, ({ body, actor }) => {
    const { current_password: password, new_email: email } = body;
    return asked(changeEmail(deps, actor, { email, password }));
  });
}

function accountBody({ id, email, name, language, depth, aisle }: Profile): z.input<typeof account> {
  return { id, email, name, language, seat_preference: { depth, aisle } };
}

/**
 * A 401 means to clients that their token is at fault, and they renew it and ask again. A wrong password beside a good
 * token is therefore a field that is wrong, as Djoser has it.
 */
async function asked(done: Promise<unknown>): Promise<Refusal | undefined> {
  const result = await quiet(done);
  if (result?.refused !== 'wrong_credentials') return result;
  return invalid([{ path: 'current_password', message: 'is not the password of this account' }]);
}
