import { Icon } from '@adminjs/design-system';
import { useLocation } from 'react-router-dom';
import { useRowChoice } from './choose-row.ts';
import { useButtonNames } from './name-buttons.ts';
import { useOffice } from './office-state.ts';

/** Who is here, the light switch, the way out. */
export default function TopBar({ toggleSidebar }: { toggleSidebar: () => void }) {
  const { name, email, role } = useOffice();
  const { pathname } = useLocation();
  useButtonNames();
  useRowChoice();
  return (
    <header className="office-top-bar" data-css="topbar">
      <button type="button" className="office-icon-button office-menu-button" aria-label="Menu" onClick={toggleSidebar}>
        <Icon icon="Menu" size={20} aria-hidden />
      </button>
      <a className="office-quiet-link" href="/">
        To the shop
      </a>
      <form action="/theme" method="post" className="office-theme">
        <input type="hidden" name="back" value={pathname} />
        <button type="submit" className="office-icon-button office-to-dark" name="theme" value="dark" aria-label="Dark">
          <Icon icon="Moon" size={18} aria-hidden />
        </button>
        <button
          type="submit"
          className="office-icon-button office-to-light"
          name="theme"
          value="light"
          aria-label="Light"
        >
          <Icon icon="Sun" size={18} aria-hidden />
        </button>
      </form>
      <p className="office-person">
        <a href="/staff/account">{name || email}</a>
        <span>{role}</span>
      </p>
      <form action="/staff/sign-out" method="post">
        <button type="submit" className="office-button">
          Sign out
        </button>
      </form>
    </header>
  );
}
