import { findBrowser } from '../../setup/find-browser.ts';
import { type Category, judge } from '../../setup/lighthouse.ts';
import type { Figure, Part } from '../part.ts';
import { spreadOf } from '../spread.ts';

const categories: Category[] = ['performance', 'accessibility', 'best-practices', 'seo'];

/** Lighthouse, as on a telephone with a slow line. Performance is the machine's as much as the page's. */
export const pages: Part = {
  name: 'pages',
  async run({ cinema, say }) {
    const browser = await findBrowser(say);
    const home = `http://127.0.0.1:${cinema.port}`;
    const programme = await (await fetch(home)).text();
    const first = (pattern: RegExp) => pattern.exec(programme)?.[0] ?? '/';
    const judged = { programme: '/', film: first(/\/films\/[\w-]+/), seats: first(/\/sessions\/\d+/) };
    const figures: Figure[] = [];
    for (const [name, path] of Object.entries(judged)) {
      const runs = [];
      for (let run = 0; run < 3; run++) runs.push(await judge(browser, home + path, categories));
      for (const category of categories) {
        figures.push({
          id: `pages.${name}.${category}`,
          what: `Lighthouse, ${category.replace('-', ' ')}: the page ${name}`,
          goal: { atLeast: 95, unit: '' },
          measured: spreadOf(runs.map(({ scores }) => scores[category] ?? 0)),
        });
      }
      say(`pages, ${name}: ${JSON.stringify(runs.at(-1)?.scores)}`);
    }
    return figures;
  },
};
