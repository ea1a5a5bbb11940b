import nodemailer, { type SendMailOptions } from 'nodemailer';

/** Where mail goes out. `send` resolves once the next server has taken the message; else throws `MailGatewayError`. */
export interface MailGateway {
  send(message: MailMessage): Promise<void>;
}

export interface MailMessage {
  /** Becomes the Message-ID, so that the same mail sent twice can be told by its reader: `[A-Za-z0-9._-]`. */
  id: string;
  /** The cinema as it is called now. */
  from: { name: string; address: string };
  /** One bare address. */
  to: string;
  /** BCP 47 of its words. */
  language: string;
  subject: string;
  html: string;
  text: string;
  attachments: { filename: string; contentType: string; content: Buffer }[];
}

export class MailGatewayError extends Error {
  override name = 'MailGatewayError';
  /** False once the server has refused for good (a reply of 5xx), such as an address that does not exist. */
  readonly retryable: boolean;
  constructor(message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
  }
}

const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;

/** Mail over SMTP. `smtpUrl` as `smtps://user:password@host:465`. */
export function smtpMail(smtpUrl: string): MailGateway {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  });
  return {
    async send(message) {
      const options = toOptions(message);
      try {
        await transport.sendMail(options);
      } catch (error) {
        const code = error instanceof Error && 'responseCode' in error ? Number(error.responseCode) : 0;
        throw new MailGatewayError('The mail server did not take the message', { retryable: code < 500, cause: error });
      }
    },
  };
}

/** The message as the bytes that would go over the wire (RFC 822). */
export async function toRfc822(message: MailMessage): Promise<Buffer> {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const { message: bytes } = await transport.sendMail(toOptions(message));
  if (!Buffer.isBuffer(bytes)) throw new TypeError('nodemailer gave a stream where a buffer was asked for');
  return bytes;
}

function toOptions({ id, from, to, language, subject, html, text, attachments }: MailMessage): SendMailOptions {
  if (!/^[\w.-]+$/.test(id)) throw new RangeError(`A mail's id may not be "${id}"`);
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1);
  return {
    messageId: `<${id}@${domain}>`,
    // An object is one address, whatever commas a cinema's name or a customer's text may hold.
    from,
    to: { name: '', address: to },
    subject,
    html,
    text,
    attachments,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': language },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
