import type { Frame } from './frame.ts';
import { Page } from './page.tsx';

export interface HouseRulesProps {
  frame: Frame;
  settings: {
    holdMinutes: number;
    maxSeats: number;
    closeMinutes: number;
    cancelMinutes: number;
    preShowMinutes: number;
  };
}

export function HouseRulesPage({ frame, settings }: HouseRulesProps) {
  const { rules } = frame.words;
  const sections = rules.sections({ ...settings, cancelHours: rules.cancelHours(settings.cancelMinutes) });
  return (
    <Page frame={frame} title={rules.title} current="rules">
      <article className="container rules">
        <h1>{rules.title}</h1>
        <p className="muted">{rules.intro}</p>
        {sections.map((section) => (
          <section key={section.title}>
            <h2>{section.title}</h2>
            {section.text.map((text) => (
              <p key={text}>{text}</p>
            ))}
          </section>
        ))}
      </article>
    </Page>
  );
}
