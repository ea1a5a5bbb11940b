import { accountWords as words } from '../../server/contract/words/en/office-accounts.ts';
import { type Door, Field, Note, Shell } from './shell.tsx';

export interface SignInProps {
  door: Door;
  next: string;
  email?: string;
  problem?: string;
  signedOut?: boolean;
}

export function SignInPage({ door, next, email, problem, signedOut }: SignInProps) {
  return (
    <Shell door={door} title={words.signIn}>
      <p className="office-muted">{words.forStaff}</p>
      {problem && <Note tone="bad">{problem}</Note>}
      {signedOut && <Note tone="good">{words.signedOut}</Note>}
      <form method="post" action="/staff/sign-in">
        <input type="hidden" name="next" value={next} />
        <Field name="email" label={words.email} type="email" autoComplete="username" value={email} focus={!email} />
        <Field
          name="password"
          label={words.password}
          type="password"
          autoComplete="current-password"
          focus={Boolean(email)}
        />
        <button type="submit" className="office-button" data-look="primary">
          {words.signIn}
        </button>
      </form>
    </Shell>
  );
}

export interface InvitationProps {
  door: Door;
  /** Null: the link opens nothing any more. */
  person: { email: string; name: string } | null;
  problem: string;
}

export function InvitationPage({ door, person, problem }: InvitationProps) {
  if (!person) {
    return (
      <Shell door={door} title={words.expired}>
        <p>{problem}</p>
        <a className="office-button" href="/staff/sign-in">
          {words.signIn}
        </a>
      </Shell>
    );
  }
  return (
    <Shell door={door} title={words.welcome(person.name)}>
      <p>{words.choosePassword(person.email)}</p>
      {problem && <Note tone="bad">{problem}</Note>}
      <form method="post">
        <input type="hidden" name="username" autoComplete="username" value={person.email} />
        <Field name="password" label={words.newPassword} type="password" autoComplete="new-password" focus />
        <button type="submit" className="office-button" data-look="primary">
          {words.setPassword}
        </button>
      </form>
    </Shell>
  );
}

export interface AccountProps {
  door: Door;
  person: { name: string; email: string; role: keyof typeof words.roles };
  done?: string;
  problem?: string;
}

export function AccountPage({ door, person, done, problem }: AccountProps) {
  return (
    <Shell door={door} title={words.account}>
      <p className="office-muted">
        {person.name || person.email}, {words.roles[person.role]}
      </p>
      {done && <Note tone="good">{done}</Note>}
      {problem && <Note tone="bad">{problem}</Note>}
      <form method="post" action="/staff/account/password">
        <h2>{words.changeOwnPassword}</h2>
        <Field name="password" label={words.password} type="password" autoComplete="current-password" />
        <Field
          name="new-password"
          label={words.newPassword}
          type="password"
          autoComplete="new-password"
          note={words.changePasswordNote}
        />
        <button type="submit" className="office-button">
          {words.changeOwnPassword}
        </button>
      </form>
      <form method="post" action="/staff/account/pin">
        <h2>{words.pin}</h2>
        <Field name="pin" label={words.pin} type="password" autoComplete="off" note={words.pinNote} numeric optional />
        <button type="submit" className="office-button">
          {words.setPin}
        </button>
      </form>
      <form method="post" action="/staff/account/everywhere">
        <h2>{words.everywhere}</h2>
        <p className="office-muted">{words.everywhereNote}</p>
        <button type="submit" className="office-button" data-look="danger">
          {words.everywhere}
        </button>
      </form>
      <a href="/admin">{words.toOffice}</a>
    </Shell>
  );
}

/** Where a tool or a list would be: closed to the reader's role, or not there at all. */
export function ClosedPage({ door, closed }: { door: Door; closed: boolean }) {
  const { title, text } = closed ? words.closed : words.nothingHere;
  return (
    <Shell door={door} title={title}>
      <p>{text}</p>
      <a className="office-button" href="/admin">
        {words.toOffice}
      </a>
    </Shell>
  );
}
