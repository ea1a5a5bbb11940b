/** A server that ended a line may have had thousands: they come back one after the other. */
const againMs = { soonest: 1_000, latest: 2_000 };

/** A client's socket of Socket.IO, as far as this goes. */
interface Line {
  connect(): unknown;
  disconnect(): unknown;
  on(event: 'disconnect', heard: (why: string) => void): unknown;
  on(event: 'connect_error', heard: (fault: Error) => void): unknown;
}

/**
 * Takes a line up again where Socket.IO's client would not: where the server ended it, and where a server that had lost its
 * database could not judge who asks (`internal`). Any other refusal of a handshake stands. `close` ends it for good.
 */
export function stayOnLine(line: Line): { close(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const again = () => {
    clearTimeout(timer);
    const wait = againMs.soonest + Math.random() * (againMs.latest - againMs.soonest);
    timer = setTimeout(() => line.connect(), wait);
  };
  line.on('disconnect', (why) => why === 'io server disconnect' && again());
  line.on('connect_error', ({ message }) => message === 'internal' && again());
  return {
    close() {
      clearTimeout(timer);
      line.disconnect();
    },
  };
}
