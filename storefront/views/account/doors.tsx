import type { ReactNode } from 'react';
import type { Frame } from '../frame.ts';
import { Page } from '../page.tsx';
import { Stage } from '../stage.tsx';
import { Field, Said, Sheet } from './form-parts.tsx';

/** The pages before one is signed in. `problems` are words, by the field that they are about. */
export interface DoorProps {
  frame: Frame;
  /** A path of ours, where to go on afterwards. */
  back: string;
  values?: { email?: string; name?: string };
  problems?: { email?: string; name?: string; password?: string; form?: string };
}

const withBack = (path: string, back: string) =>
  back === '/account' ? path : `${path}?back=${encodeURIComponent(back)}`;

export function SignInPage({ frame, back, values, problems }: DoorProps) {
  const { account } = frame.words;
  const say = account.signInPage;
  return (
    <Page frame={frame} title={say.title} hidden>
      <Sheet title={say.title} text={say.text}>
        <Said problem={problems?.form ?? null} />
        <form method="post" action="/account/sign-in" className="fields" noValidate>
          <input type="hidden" name="back" value={back} />
          <Field
            name="email"
            label={account.email}
            type="email"
            autoComplete="username"
            value={values?.email ?? ''}
            error={problems?.email}
            required
          />
          <Field
            name="password"
            label={account.password}
            type="password"
            autoComplete="current-password"
            error={problems?.password}
            required
          />
          <button type="submit" className="btn btn-primary btn-large">
            {account.signIn}
          </button>
        </form>
        <p className="account-others">
          <a href="/account/forgot">{say.forgot}</a>
        </p>
        <p className="account-others">
          {say.noAccount} <a href={withBack('/account/register', back)}>{say.register}</a>
        </p>
        <p className="small muted">{say.guest}</p>
      </Sheet>
    </Page>
  );
}

export function RegisterPage({ frame, back, values, problems }: DoorProps) {
  const { account } = frame.words;
  const say = account.registerPage;
  return (
    <Page frame={frame} title={say.title} hidden>
      <Sheet title={say.title} text={say.text}>
        <Said problem={problems?.form ?? null} />
        <form method="post" action="/account/register" className="fields" noValidate>
          <input type="hidden" name="back" value={back} />
          <Field
            name="email"
            label={account.email}
            type="email"
            autoComplete="username"
            value={values?.email ?? ''}
            error={problems?.email}
            required
          />
          <Field
            name="name"
            label={account.name}
            autoComplete="name"
            value={values?.name ?? ''}
            error={problems?.name}
            maxLength={100}
          />
          <Field
            name="password"
            label={account.password}
            type="password"
            autoComplete="new-password"
            help={account.passwordHelp}
            error={problems?.password}
            required
          />
          <button type="submit" className="btn btn-primary btn-large">
            {say.submit}
          </button>
        </form>
        <p className="account-others">
          {say.known} <a href={withBack('/account/sign-in', back)}>{account.signIn}</a>
        </p>
      </Sheet>
    </Page>
  );
}

export function ForgotPage({ frame, values, problems }: DoorProps) {
  const { account } = frame.words;
  const say = account.forgotPage;
  return (
    <Page frame={frame} title={say.title} hidden>
      <Sheet title={say.title} text={say.text}>
        <form method="post" action="/account/forgot" className="fields" noValidate>
          <Field
            name="email"
            label={account.email}
            type="email"
            autoComplete="username"
            value={values?.email ?? ''}
            error={problems?.email}
            required
          />
          <button type="submit" className="btn btn-primary btn-large">
            {say.submit}
          </button>
        </form>
      </Sheet>
    </Page>
  );
}

interface LinkProps {
  frame: Frame;
  /** Where the form goes: this page's own address, which holds the key. */
  action: string;
}

interface ResetProps extends LinkProps {
  problem?: string;
  say?: Frame['words']['account']['resetPage'];
}

/** Asks for a new password; `say`: with which words. */
export function ResetPage({ frame, action, problem, say = frame.words.account.resetPage }: ResetProps) {
  const { account } = frame.words;
  return (
    <Page frame={frame} title={say.title} hidden>
      <Sheet title={say.title} text={say.text}>
        <form method="post" action={action} className="fields" noValidate>
          <Field
            name="password"
            label={account.newPassword}
            type="password"
            autoComplete="new-password"
            help={account.passwordHelp}
            error={problem}
            required
          />
          <button type="submit" className="btn btn-primary btn-large">
            {say.submit}
          </button>
        </form>
      </Sheet>
    </Page>
  );
}

/** A button, because mail programs open links by themselves: opening one must not spend it. */
export function ConfirmPage({ frame, action }: LinkProps) {
  const say = frame.words.account.confirmPage;
  return (
    <Page frame={frame} title={say.title} hidden>
      <Stage title={say.title} text={say.text}>
        <form method="post" action={action}>
          <button type="submit" className="btn btn-primary btn-large">
            {say.submit}
          </button>
        </form>
      </Stage>
    </Page>
  );
}

export function DeadLinkPage({ frame, again }: { frame: Frame; again: string }) {
  const say = frame.words.account.deadLink;
  return (
    <Page frame={frame} title={say.title} hidden>
      <Stage title={say.title} text={say.text}>
        <a className="btn btn-primary btn-large" href={again}>
          {say.action}
        </a>
      </Stage>
    </Page>
  );
}

export function MailSentPage({ frame, text, again }: { frame: Frame; text: string; again: string }) {
  const say = frame.words.account.mailSent;
  return (
    <SaidPage frame={frame} title={say.title} text={text}>
      <p className="small muted">
        {say.nothing} <a href={again}>{say.again}</a>
      </p>
    </SaidPage>
  );
}

export function SaidPage({
  frame,
  title,
  text,
  children,
}: {
  frame: Frame;
  title: string;
  text: string;
  children?: ReactNode;
}) {
  return (
    <Page frame={frame} title={title} hidden>
      <Stage title={title} text={text}>
        {children}
      </Stage>
    </Page>
  );
}
