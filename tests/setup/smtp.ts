import { once } from 'node:events';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/**
 * A real SMTP server, on a free port unless one is given, that keeps what it is sent; `refusals` of the next messages are
 * turned away.
 */
export async function smtpServer(onPort = 0): Promise<{
  url: string;
  port: number;
  received: ParsedMail[];
  refusals: number;
  /** While it is true messages are taken, and nobody is told. */
  silent: boolean;
  stop(): Promise<void>;
}> {
  const received: ParsedMail[] = [];
  const state = { refusals: 0, silent: false };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, _session, done) {
      simpleParser(stream).then((mail) => {
        if (state.refusals > 0) {
          state.refusals -= 1;
          done(Object.assign(new Error('try again later'), { responseCode: 451 }));
          return;
        }
        received.push(mail);
        if (!state.silent) done();
      }, done);
    },
  });
  server.listen(onPort, '127.0.0.1');
  await once(server.server, 'listening');
  const address = server.server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    port,
    received,
    get refusals() {
      return state.refusals;
    },
    set refusals(count) {
      state.refusals = count;
    },
    get silent() {
      return state.silent;
    },
    set silent(silent) {
      state.silent = silent;
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
