import type { ReactNode } from 'react';
import type { Frame } from './frame.ts';
import { Page } from './page.tsx';

interface StageProps {
  title: string;
  text?: string;
  /** Of the heading: 1 where the stage is the page. */
  level?: 1 | 2;
  children?: ReactNode;
}

/** A dark stage, a few words, the way on: for whatever is not there. */
export function Stage({ title, text, level = 1, children }: StageProps) {
  const Heading = `h${level}` as const;
  return (
    <div className="stage">
      <Heading>{title}</Heading>
      {text && <p>{text}</p>}
      <div className="stage-actions">{children}</div>
    </div>
  );
}

export function NotFoundPage({ frame }: { frame: Frame }) {
  const { title, text, action } = frame.words.shell.notFound;
  return (
    <Page frame={frame} title={title} hidden>
      <Stage title={title} text={text}>
        <a className="btn btn-primary btn-large" href="/">
          {action}
        </a>
      </Stage>
    </Page>
  );
}

/** Says that something broke, and nothing of what. `reference` is the request's id, as it stands in the log. */
export function FaultPage({ frame, reference }: { frame: Frame; reference: string }) {
  const { title, text, action, reference: say } = frame.words.shell.fault;
  return (
    <Page frame={frame} title={title} hidden>
      <Stage title={title} text={text}>
        <a className="btn btn-primary btn-large" href="/">
          {action}
        </a>
      </Stage>
      <p className="container text-center small muted">{say(reference)}</p>
    </Page>
  );
}

/** A refusal that has no page of its own: its words, and the way back. */
export function RefusedPage({ frame, title, text }: { frame: Frame; title: string; text: string }) {
  return (
    <Page frame={frame} title={title} hidden>
      <Stage title={title} text={text}>
        <a className="btn btn-primary btn-large" href="/">
          {frame.words.shell.notFound.action}
        </a>
      </Stage>
    </Page>
  );
}
