import { Icon } from '@adminjs/design-system';
import { Link, useLocation } from 'react-router-dom';
import { useOffice } from './office-state.ts';

/** The way about the house. On narrow windows AdminJS slides it in (`isVisible`). */
export default function Sidebar({ isVisible }: { isVisible: boolean }) {
  const { cinema, menu } = useOffice();
  const { pathname } = useLocation();
  const open = (href: string) => (href === '/admin' ? pathname === href : `${pathname}/`.startsWith(`${href}/`));
  return (
    <nav className="office-sidebar" data-css="sidebar" data-visible={isVisible} aria-label="Back-office">
      <Link className="office-wordmark" to="/admin">
        {cinema}
      </Link>
      {menu.map(({ label, items }) => (
        <section key={label}>
          {label && <h2>{label}</h2>}
          <ul>
            {items.map(({ label: name, href, icon }) => (
              <li key={href}>
                <Link
                  to={href}
                  reloadDocument={!href.startsWith('/admin')}
                  {...(open(href) && { 'aria-current': 'page' as const })}
                >
                  <Icon icon={icon} size={18} aria-hidden />
                  {name}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  );
}
