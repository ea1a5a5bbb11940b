import { z } from 'zod';
import type { Language } from '../words/words.ts';
import { email, id, personName } from './common.ts';
import { operation } from './operation.ts';

// The routes of Djoser and simplejwt, whose clients come here, by their names for the fields.

const tag = 'Accounts';
/** Whether it is good enough the house says, and why not: `weak_password`. */
const password = z.string().min(1).max(1024);
const linkKey = {
  uid: z.string().min(1).max(64).describe('The last but one part of the address in the letter.'),
  token: z.string().min(1).max(128).describe('The last part of the address in the letter.'),
};
const language = z.enum(['en', 'uk'] satisfies Language[]);
const seatPreference = z
  .object({
    depth: z.enum(['front', 'middle', 'back']).nullable().describe('null: wherever the house thinks best.'),
    aisle: z.boolean(),
  })
  .meta({ id: 'SeatPreference' });

/** Where a client says it twice, it says the same twice. */
function twice<Body extends z.ZodObject>(body: Body, field: string) {
  const again = `re_${field}`;
  return body.refine((said: Record<string, unknown>) => said[again] === undefined || said[again] === said[field], {
    path: [again],
    message: `must be the same as ${field}`,
  });
}

const untold = 'The answer is the same whether or not the address has an account.';

export const registerUser = operation({
  id: 'registerUser',
  method: 'post',
  path: '/auth/users/',
  tag,
  summary: 'Make an account',
  description: `A letter brings the link that makes it; until then there is none. ${untold}`,
  who: 'stranger',
  body: twice(
    z.strictObject({ email, password, re_password: password.optional(), name: personName.optional() }),
    'password',
  ),
  status: 201,
  answer: z.object({ email: z.string(), name: z.string() }),
  idempotent: true,
  refuses: ['weak_password'],
});

export const activateUser = operation({
  id: 'activateUser',
  method: 'post',
  path: '/auth/users/activation/',
  tag,
  summary: 'Confirm an address by the link of a letter',
  description:
    'Of a new account, or of a changed address. Send it only for whoever has registered with your program: our own page, to which the link leads, asks any other browser to choose a password. Orders that a guest placed with the address are in the account then.',
  who: 'stranger',
  body: z.strictObject(linkKey),
  idempotent: true,
  refuses: ['link_expired'],
});

export const resendActivation = operation({
  id: 'resendActivation',
  method: 'post',
  path: '/auth/users/resend_activation/',
  tag,
  summary: 'Send the letter about a new account again',
  description: untold,
  who: 'stranger',
  body: z.strictObject({ email }),
  idempotent: true,
});

export const account = z
  .object({ id, email: z.string(), name: z.string(), language: z.string(), seat_preference: seatPreference })
  .meta({ id: 'Account' });

export const getMe = operation({
  id: 'getMe',
  method: 'get',
  path: '/auth/users/me/',
  tag,
  summary: 'Your account',
  who: 'customer',
  answer: account,
});

export const changeMe = operation({
  id: 'changeMe',
  method: 'patch',
  path: '/auth/users/me/',
  tag,
  summary: 'Change what you say of yourself',
  description: 'What is left out stays as it is.',
  who: 'customer',
  body: z.strictObject({
    name: personName.optional(),
    language: language.optional().describe('Of letters and of answers here.'),
    seat_preference: z.strictObject(seatPreference.shape).partial().optional(),
  }),
  answer: account,
});

export const eraseMe = operation({
  id: 'eraseMe',
  method: 'delete',
  path: '/auth/users/me/',
  tag,
  summary: 'Delete your account',
  description:
    'For good, and all that we know of you with it. Receipts stay as the law asks, without your name; tickets for showings to come stay valid. Accounts of staff are not deleted here: `forbidden`.',
  who: 'customer',
  body: z.strictObject({ current_password: password }),
  refuses: ['forbidden'],
});

export const setPassword = operation({
  id: 'setPassword',
  method: 'post',
  path: '/auth/users/set_password/',
  tag,
  summary: 'Change your password',
  description: 'Every other device is signed out; the tokens of this one go on.',
  who: 'customer',
  body: twice(
    z.strictObject({ current_password: password, new_password: password, re_new_password: password.optional() }),
    'new_password',
  ),
  idempotent: true,
  refuses: ['weak_password'],
});

export const setEmail = operation({
  id: 'setEmail',
  method: 'post',
  path: '/auth/users/set_email/',
  tag,
  summary: 'Change your address',
  description: `A letter to the new address brings the link that changes it; send its parts to \`activation\`. ${untold}`,
  who: 'customer',
  body: twice(
    z.strictObject({ current_password: password, new_email: email, re_new_email: email.optional() }),
    'new_email',
  ),
  idempotent: true,
});

export const resetPassword = operation({
  id: 'resetPassword',
  method: 'post',
  path: '/auth/users/reset_password/',
  tag,
  summary: 'Ask for a letter with a link to a new password',
  description: untold,
  who: 'stranger',
  body: z.strictObject({ email }),
  idempotent: true,
});

export const confirmPasswordReset = operation({
  id: 'confirmPasswordReset',
  method: 'post',
  path: '/auth/users/reset_password_confirm/',
  tag,
  summary: 'Set a new password by the link of a letter',
  description: 'Every device is signed out.',
  who: 'stranger',
  body: twice(
    z.strictObject({ ...linkKey, new_password: password, re_new_password: password.optional() }),
    'new_password',
  ),
  idempotent: true,
  refuses: ['link_expired', 'weak_password'],
});
