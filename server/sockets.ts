import type { Server as HttpServer } from 'node:http';
import { sessionsOf } from './auth/staff.ts';
import { standingTokens, tillOfToken } from './auth/till.ts';
import type { Deps } from './deps.ts';
import { isStaff } from './domain/actor.ts';
import { installSeatSockets } from './realtime/seat-sockets.ts';
import { installStaffSeatSockets } from './realtime/staff-seat-sockets.ts';
import { installTillSockets } from './realtime/till-sockets.ts';

/** Everything live: the public's seats, the office's and the tills'. */
export function installSockets(http: HttpServer, deps: Deps): { stop(): void } {
  const io = installSeatSockets(http, deps);
  const office = installStaffSeatSockets(io, deps, {
    async keyOf({ handshake }) {
      const { cookie, origin, host } = handshake.headers;
      // A browser says where a page is from, and a page from elsewhere has no business with a login.
      if (origin !== undefined && origin !== deps.publicUrl && hostOf(origin) !== host) return null;
      const login = await sessionsOf(deps).find(cookie);
      return login && isStaff(login.person.role) ? login.id : null;
    },
    standing: (logins) => sessionsOf(deps).standing(logins),
  });
  const tills = installTillSockets(io, deps, {
    tillOf: (token) => tillOfToken(deps, token),
    standing: (tokens) => standingTokens(deps, tokens),
  });
  deps.metrics.read('foyer_live_connections', 'Open screens that follow seats, by whose they are.', 'audience', () => ({
    shop: io.of('/seats').sockets.size,
    office: io.of('/staff/seats').sockets.size,
    till: io.of('/staff/till').sockets.size,
  }));
  return {
    /** Cuts every line, so that the screens look for another process at once: none is waited for. */
    stop() {
      office.stop();
      tills.stop();
      io.engine.close();
    },
  };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
