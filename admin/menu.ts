import { doorWords } from '../server/contract/words/en/door.ts';
import { resourceWords as words } from '../server/contract/words/en/office-resources.ts';
import { type Actor, denied } from '../server/domain/actor.ts';
import { pages } from './pages.ts';
import type { OfficeResource } from './resources/resource.ts';

export interface MenuItem {
  label: string;
  href: string;
  /** A name of the design system's icons. */
  icon: string;
}

export interface MenuGroup {
  label: string;
  items: MenuItem[];
}

/** What one member of staff finds in the sidebar: the tools and resources that the permission table opens to them. */
export function menuFor(actor: Actor, resources: readonly OfficeResource[]): MenuGroup[] {
  const tools = pages
    .filter(({ verbs }) => verbs.some((verb) => !denied(actor, verb)))
    .map(({ key, label, icon }) => ({ label, icon, href: `/admin/pages/${key}` }));
  // The door has a page of its own, for a phone.
  const door = denied(actor, 'admit_ticket') ? [] : [{ label: doorWords.title, href: '/door/', icon: 'UserCheck' }];
  const groups = new Map<string, MenuItem[]>([
    ['', [{ label: words.dashboard, href: '/admin', icon: 'Home' }, ...tools, ...door]],
  ]);
  for (const { id, icon, group, see, at } of resources) {
    if (denied(actor, see)) continue;
    const items = groups.get(group) ?? [];
    groups.set(group, [...items, { label: words.labels[id], icon, href: `/admin/resources/${id}${at ?? ''}` }]);
  }
  return [...groups].map(([label, items]) => ({ label, items }));
}
