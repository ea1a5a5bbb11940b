import type { Router } from 'express';
import type { Deps } from '../deps.ts';
export function installMovies(_router: Router, _deps: Deps): void {}
