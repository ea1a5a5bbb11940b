import type { Request } from 'express';
import { tokenHolds, tokensOf } from '../../auth/tokens.ts';
import { createTokens, destroyTokens, refreshTokens, verifyToken } from '../../contract/api/tokens.ts';
import { isRefusal, refuse } from '../../contract/refusals.ts';
import { endTokenFamily } from '../../domain/accounts/end-token-family.ts';
import { openTokenFamily } from '../../domain/accounts/open-token-family.ts';
import { rotateToken } from '../../domain/accounts/rotate-token.ts';
import { signInCustomer } from '../../domain/accounts/sign-in-customer.ts';
import { type Api, serve } from '../serve.ts';

const userAgentOf = (req: Request) => req.get('user-agent') ?? null;

/** `/api/auth/jwt/`. */
export function installTokens(api: Api): void {
  const { deps } = api;

  serve(api, createTokens, async ({ body, actor, req }) => {
    const person = await signInCustomer(deps, actor, body);
    if (isRefusal(person)) return person;
    const family = await openTokenFamily(deps, actor, { ...person, userAgent: userAgentOf(req) });
    return isRefusal(family) ? family : tokensOf(deps, family);
  });

  serve(api, refreshTokens, async ({ body, actor, req }) => {
    const family = await rotateToken(deps, actor, { ...body, userAgent: userAgentOf(req) });
    return isRefusal(family) ? family : tokensOf(deps, family);
  });

  serve(api, verifyToken, async ({ body }) => ((await tokenHolds(deps, body.token)) ? {} : refuse('unauthenticated')));

  serve(api, destroyTokens, async ({ body, actor }) => {
    await endTokenFamily(deps, actor, body);
    return undefined;
  });
}
