import { useEffect, useLayoutEffect } from 'react';

/** `useLayoutEffect` without the warning that React gives on the server, where no effect runs. */
export const useBrowserLayoutEffect = typeof document === 'undefined' ? useEffect : useLayoutEffect;
