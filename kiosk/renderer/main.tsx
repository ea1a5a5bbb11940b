import { createRoot } from 'react-dom/client';
import { z } from 'zod';
import type { Till } from '../ipc-contract.ts';
import { openWebTill } from '../web/web-till.ts';
import { App } from './app.tsx';
import { Insecure } from './gate/insecure.tsx';
import { applyTheme } from './settings/theme.ts';
import { TillProvider } from './till-context.tsx';

declare global {
  interface Window {
    /** Offered by the app's preload script; a browser has none. */
    till?: Till;
  }
}

declare const __VERSION__: string;

// Schemas are otherwise compiled with `new Function`, which the page's policy forbids.
z.config({ jitless: true });
applyTheme();

const place = document.getElementById('screens');
if (!place) throw new Error('the page has no place for the till');
const root = createRoot(place);
if (window.till || isSecureContext) {
  const till = window.till ?? (await openWebTill(__VERSION__));
  root.render(
    <TillProvider till={till}>
      <App />
    </TillProvider>,
  );
} else {
  root.render(<Insecure />);
}
