import {
  activateUser,
  confirmPasswordReset,
  registerUser,
  resendActivation,
  resetPassword as resetPasswordOperation,
} from '../../contract/api/auth.ts';
import { isRefusal, type Refusal } from '../../contract/refusals.ts';
import { confirmNewEmail } from '../../domain/accounts/confirm-new-email.ts';
import { confirmRegistration } from '../../domain/accounts/confirm-registration.ts';
import { register } from '../../domain/accounts/register.ts';
import { requestPasswordReset } from '../../domain/accounts/request-password-reset.ts';
import { resendConfirmation } from '../../domain/accounts/resend-confirmation.ts';
import { resetPassword } from '../../domain/accounts/reset-password.ts';
import { languageOf } from '../../http/language.ts';
import { type Api, serve } from '../serve.ts';

/** `/api/auth/users/`, as far as one comes there without being anybody yet. */
export function installUsers(api: Api): void {
  const { deps } = api;

  serve(api, registerUser, ({ body, actor, req }) => {
    const { email, password, name = '' } = body;
    return register(deps, actor, { email, password, name, language: languageOf(req) });
  });

  // Djoser's clients send either link here: an address is confirmed. They have it from the person whose password they sent;
  // the link itself leads to our own page.
  serve(api, activateUser, async ({ body, actor }) => {
    const made = await confirmRegistration(deps, actor, body, null);
    return quiet(isRefusal(made) && made.refused === 'link_expired' ? confirmNewEmail(deps, actor, body) : made);
  });

  serve(api, resendActivation, ({ body, actor }) => quiet(resendConfirmation(deps, actor, body)));

  serve(api, resetPasswordOperation, ({ body, actor }) => quiet(requestPasswordReset(deps, actor, body)));

  serve(api, confirmPasswordReset, ({ body, actor }) => {
    const { uid, token, new_password: password } = body;
    return quiet(resetPassword(deps, actor, { uid, token, password }));
  });
}

/** Nothing to say, unless it was refused. */
export async function quiet(done: unknown): Promise<Refusal | undefined> {
  const result = await done;
  return isRefusal(result) ? result : undefined;
}
