import type { ReactNode } from 'react';
import type { Frame } from '../frame.ts';
import { Page } from '../page.tsx';
import { Said } from './form-parts.tsx';

export interface AccountPageProps {
  frame: Frame;
  /** The person's name, or their e-mail if they gave none. */
  who: string;
  problem?: string | null;
  done?: string | null;
}

/** The frame of a signed-in customer's pages. */
export function AccountPage({
  frame,
  who,
  problem = null,
  done = null,
  current,
  children,
}: AccountPageProps & { current: 'orders' | 'settings'; children: ReactNode }) {
  const { account } = frame.words;
  const tab = (key: 'orders' | 'settings', href: string) => (
    <a href={href} {...(current === key && { 'aria-current': 'page' })}>
      {account.tabs[key]}
    </a>
  );
  return (
    <Page frame={frame} title={account.title} current="account" hidden>
      <div className="container account">
        <header className="account-head">
          <div>
            <h1>{account.title}</h1>
            <p className="muted">{who}</p>
          </div>
          <form method="post" action="/account/sign-out">
            <button type="submit" className="btn btn-quiet">
              {account.signOut}
            </button>
          </form>
        </header>
        <nav className="account-tabs" aria-label={account.title}>
          {tab('orders', '/account')}
          {tab('settings', '/account/settings')}
        </nav>
        <Said problem={problem} done={done} />
        {children}
      </div>
    </Page>
  );
}
