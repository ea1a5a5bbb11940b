import { languages, wordsFor } from '../../../server/contract/words/words.ts';
import type { Frame } from '../frame.ts';
import { Page } from '../page.tsx';
import { AccountPage, type AccountPageProps } from './account-page.tsx';
import { Field, Said, Sheet } from './form-parts.tsx';

export interface LoginView {
  id: string;
  kind: 'browser' | 'api';
  /** What it calls itself, like "Firefox on Linux"; empty if unknown. */
  device: string;
  /** When it was last used, in words. */
  seen: string;
  current: boolean;
}

export interface SettingsProps extends AccountPageProps {
  profile: { name: string; email: string; language: string; depth: 'front' | 'middle' | 'back' | null; aisle: boolean };
  logins: LoginView[];
}

export function SettingsPage(props: SettingsProps) {
  return (
    <AccountPage {...props} current="settings">
      <div className="account-settings">
        <Profile {...props} />
        <Email {...props} />
        <Password {...props} />
        <Devices {...props} />
        <Telegram {...props} />
        <OwnData {...props} />
      </div>
    </AccountPage>
  );
}

function Profile({ frame: { words }, profile }: SettingsProps) {
  const { account } = words;
  const say = account.settings;
  const depths = ['none', 'front', 'middle', 'back'] as const;
  return (
    <section className="panel" aria-labelledby="profile">
      <h2 id="profile">{say.profile}</h2>
      <form method="post" action="/account/profile" className="fields">
        <Field name="name" label={account.name} autoComplete="name" value={profile.name} maxLength={100} />
        <div>
          <label className="form-label" htmlFor="language">
            {say.language}
          </label>
          <select id="language" name="language" className="form-select" defaultValue={profile.language}>
            {languages.map((language) => (
              <option key={language} value={language} lang={language}>
                {wordsFor(language).name}
              </option>
            ))}
          </select>
        </div>
        <div>
          <label className="form-label" htmlFor="depth">
            {say.depth}
          </label>
          <select id="depth" name="depth" className="form-select" defaultValue={profile.depth ?? 'none'}>
            {depths.map((depth) => (
              <option key={depth} value={depth}>
                {say.depths[depth]}
              </option>
            ))}
          </select>
        </div>
        <div className="form-check">
          <input
            id="aisle"
            className="form-check-input"
            type="checkbox"
            name="aisle"
            value="yes"
            defaultChecked={profile.aisle}
          />
          <label className="form-check-label" htmlFor="aisle">
            {say.aisle}
          </label>
        </div>
        <button type="submit" className="btn btn-primary">
          {account.save}
        </button>
      </form>
    </section>
  );
}

function Email({ frame: { words }, profile }: SettingsProps) {
  const { account } = words;
  const say = account.settings;
  return (
    <section className="panel" aria-labelledby="email-title">
      <h2 id="email-title">{say.emailTitle}</h2>
      <p>{say.emailNow(profile.email)}</p>
      <form method="post" action="/account/email" className="fields">
        <Field name="email" label={say.newEmail} type="email" autoComplete="email" required />
        <CurrentPassword words={words} of="email" />
        <button type="submit" className="btn btn-primary">
          {say.changeEmail}
        </button>
      </form>
    </section>
  );
}

function Password({ frame: { words } }: SettingsProps) {
  const { account } = words;
  const say = account.settings;
  return (
    <section className="panel" aria-labelledby="password-title">
      <h2 id="password-title">{say.passwordTitle}</h2>
      <form method="post" action="/account/password" className="fields">
        <CurrentPassword words={words} of="password" />
        <Field
          name="password"
          label={account.newPassword}
          type="password"
          autoComplete="new-password"
          help={account.passwordHelp}
          required
        />
        <button type="submit" className="btn btn-primary">
          {say.changeOwnPassword}
        </button>
      </form>
    </section>
  );
}

/** Three forms of one page ask for it, so each has an id of its own. */
function CurrentPassword({ words, of }: { words: Frame['words']; of: string }) {
  const id = `current-${of}`;
  return (
    <div>
      <label className="form-label" htmlFor={id}>
        {words.account.currentPassword}
      </label>
      <input
        id={id}
        className="form-control"
        type="password"
        name="current"
        maxLength={128}
        autoComplete="current-password"
        required
      />
    </div>
  );
}

function Devices({ frame: { words }, logins }: SettingsProps) {
  const say = words.account.settings;
  return (
    <section className="panel" aria-labelledby="devices">
      <h2 id="devices">{say.devices}</h2>
      <ul className="account-logins">
        {logins.map((login) => (
          <li key={login.id}>
            <span>
              {login.device || say.apiClient}
              {login.current && <strong> ({say.thisDevice})</strong>}
              <span className="small muted d-block">{say.since(login.seen)}</span>
            </span>
            {!login.current && (
              <form method="post" action="/account/logins/end">
                <input type="hidden" name="login" value={login.id} />
                <button type="submit" className="btn btn-quiet">
                  {say.end}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
      <form method="post" action="/account/logins/end-all">
        <button type="submit" className="btn btn-quiet">
          {say.endAll}
        </button>
      </form>
    </section>
  );
}

function Telegram({ frame: { words } }: SettingsProps) {
  const say = words.account.settings;
  return (
    <section className="panel" aria-labelledby="telegram">
      <h2 id="telegram">{say.telegram}</h2>
      <p>{say.telegramText}</p>
      <a className="btn btn-quiet" href="/telegram/link/">
        {say.telegramLink}
      </a>
    </section>
  );
}

function OwnData({ frame: { words } }: SettingsProps) {
  const say = words.account.settings;
  return (
    <section className="panel" aria-labelledby="data">
      <h2 id="data">{say.data}</h2>
      <p>{say.exportText}</p>
      <form method="post" action="/account/export">
        <button type="submit" className="btn btn-quiet">
          {say.export}
        </button>
      </form>
      <p className="mt-4">{say.eraseText}</p>
      <a className="btn btn-quiet" href="/account/erase">
        {say.erase}
      </a>
    </section>
  );
}

export function ErasePage({ frame, problem }: { frame: Frame; problem?: string | null }) {
  const { account } = frame.words;
  const say = account.settings;
  return (
    <Page frame={frame} title={say.erasePage} hidden>
      <Sheet title={say.erasePage} text={say.eraseConfirm}>
        <Said problem={problem ?? null} />
        <form method="post" action="/account/erase" className="fields">
          <CurrentPassword words={frame.words} of="erase" />
          <div className="order-actions">
            <button type="submit" className="btn btn-primary btn-large">
              {say.eraseYes}
            </button>
            <a className="btn btn-quiet btn-large" href="/account/settings">
              {say.eraseNo}
            </a>
          </div>
        </form>
      </Sheet>
    </Page>
  );
}
