import { useCurrentAdmin } from 'adminjs';

/** What the server put into the page about whoever is signed in. */
export interface OfficeState {
  name: string;
  email: string;
  role: string;
  cinema: string;
  /** IANA zone of the venue. */
  zone: string;
  mayChangeFilms: boolean;
  menu: { label: string; items: { label: string; href: string; icon: string }[] }[];
}

export function useOffice(): OfficeState {
  const [admin] = useCurrentAdmin();
  return admin as unknown as OfficeState;
}
