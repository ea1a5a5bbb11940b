import type { Server as HttpServer } from 'node:http';
import { sessionsOf } from './auth/staff.ts';
import { tillOfToken } from './auth/till.ts';
import type { Deps } from './deps.ts';
import { isStaff } from './domain/actor.ts';
import { installSeatSockets } from './realtime/seat-sockets.ts';
import { installStaffSeatSockets } from './realtime/staff-seat-sockets.ts';
import { installTillSockets } from './realtime/till-sockets.ts';

/** Everything live: the public's seats, the office's and the tills'. */
export function installSockets(http: HttpServer, deps: Deps): { stop(): void } {
  const io = installSeatSockets(http, deps);
  const office = installStaffSeatSockets(io, deps, async ({ cookie, origin, host }) => {
    // A browser says where a page is from, and a page from elsewhere has no business with a login.
    if (origin !== undefined && origin !== deps.publicUrl && hostOf(origin) !== host) return false;
    const login = await sessionsOf(deps).find(cookie);
    return login !== null && isStaff(login.person.role);
  });
  const tills = installTillSockets(io, deps, (token) => tillOfToken(deps, token));
  deps.metrics.read('foyer_live_connections', 'Open screens that follow seats, by whose they are.', 'audience', () => ({
    shop: io.of('/seats').sockets.size,
    office: io.of('/staff/seats').sockets.size,
    till: io.of('/staff/till').sockets.size,
  }));
  return {
    /** Open screens are told to reconnect. */
    stop() {
      office.stop();
      tills.stop();
      io.disconnectSockets(true);
    },
  };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
