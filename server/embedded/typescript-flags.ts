/** Given to Node, it runs our TypeScript, also what it forks. */
export const runsTypeScript = ['--import', new URL('typescript-hooks.mjs', import.meta.url).href];
