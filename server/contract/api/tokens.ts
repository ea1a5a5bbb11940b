import { z } from 'zod';
import { email } from './common.ts';
import { operation } from './operation.ts';

// The routes of simplejwt below Djoser's.

const tag = 'Accounts';
const tokenText = z.string().min(1).max(4096);

const tokens = z
  .object({
    access: z.string().describe('Send it as `Authorization: Bearer <access>`; it lasts 15 minutes.'),
    refresh: z.string().describe('Works once; keep the newest.'),
  })
  .meta({ id: 'Tokens' });

export const createTokens = operation({
  id: 'createTokens',
  method: 'post',
  path: '/auth/jwt/create/',
  tag,
  summary: 'Sign in',
  description: 'Too many tries with a wrong password make everybody wait who tries it from there.',
  who: 'stranger',
  body: z.strictObject({ email: email.describe('Of the account.'), password: z.string().min(1).max(1024) }),
  answer: tokens,
  refuses: ['wrong_credentials'],
});

export const refreshTokens = operation({
  id: 'refreshTokens',
  method: 'post',
  path: '/auth/jwt/refresh/',
  tag,
  summary: 'Renew the tokens',
  description:
    'Gives a new pair; the old refresh token is spent. If it is used again, every token of this sign-in ends, the new ones too. Without renewal a sign-in ends after 30 days, and always after 180.',
  who: 'stranger',
  body: z.strictObject({ refresh: tokenText }),
  answer: tokens,
  refuses: ['unauthenticated'],
});

export const verifyToken = operation({
  id: 'verifyToken',
  method: 'post',
  path: '/auth/jwt/verify/',
  tag,
  summary: 'Ask whether a token would be taken now',
  description: 'Of either kind; it is not spent.',
  who: 'stranger',
  limit: 'reads',
  body: z.strictObject({ token: tokenText }),
  answer: z.object({}),
  refuses: ['unauthenticated'],
});

export const destroyTokens = operation({
  id: 'destroyTokens',
  method: 'post',
  path: '/auth/jwt/destroy/',
  tag,
  summary: 'Sign out',
  description: 'Every token of this sign-in ends at once. A token that opens nothing is no mistake.',
  who: 'stranger',
  body: z.strictObject({ refresh: tokenText }),
});
