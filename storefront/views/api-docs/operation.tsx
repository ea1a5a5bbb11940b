import { curlOf } from './example.ts';
import { Inline, Markdown } from './markdown.tsx';
import { Fields, TypeWords } from './schema.tsx';
import { type Answer, type Document, type Listed, nameOf, type Parameter, type Schema } from './shapes.ts';

/** One operation: what it is for, what it takes, what it answers, how to try it. */
export function OperationSection({ listed, document }: { listed: Listed; document: Document }) {
  const { method, path, operation } = listed;
  const answers = Object.entries(operation.responses);
  const good = answers.filter(([status]) => status < '300');
  const parameters = operation.parameters.filter((each) => each.name);
  const body = operation.requestBody && Object.entries(operation.requestBody.content)[0];
  return (
    <section className="docs-operation" id={operation.operationId}>
      <h3>
        <a href={`#${operation.operationId}`}>{operation.summary}</a>
      </h3>
      <p className="docs-call">
        <b className={`docs-method docs-${method}`}>{method.toUpperCase()}</b> <code>{path}</code>
      </p>
      {operation.description && <Markdown text={operation.description} />}
      <p className="small muted">{whoMay(operation.security)}</p>
      <Parameters parameters={parameters} />
      {body && (
        <>
          <h4>Body{body[0] !== 'application/json' && ` (${body[0]})`}</h4>
          <Fields schema={named(body[1].schema, document)} />
        </>
      )}
      {good.map(([status, answer]) => (
        <GoodAnswer key={status} status={status} answer={answer} />
      ))}
      <Refusals answers={answers} />
      <h4>Try it</h4>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and keyboards should too */}
      <pre tabIndex={0}>
        <code>{curlOf(listed, document)}</code>
      </pre>
    </section>
  );
}

/** The shape itself, for a reader who is about to fill it in. */
function named(schema: Schema, document: Document): Schema {
  return schema.$ref ? ((document.components.schemas[nameOf(schema.$ref)] ?? {}) as Schema) : schema;
}

function whoMay(security: Record<string, unknown>[]): string {
  const ways = security.flatMap((way) => Object.keys(way));
  if (ways.length === 0) return 'Open to everybody.';
  if (security.some((way) => Object.keys(way).length === 0)) return 'For signed-in customers and for guests.';
  if (ways.includes('orderToken')) return 'For signed-in customers, and for guests with the token of the order.';
  if (ways.includes('staffLogin')) return 'For staff, from our own pages.';
  if (ways.includes('clerk')) return 'For a till, with the token of whoever has signed in there.';
  if (ways.includes('kiosk')) return 'For a till.';
  if (ways.includes('botSecret')) return 'For our own bot.';
  return 'Needs an access token.';
}

function Parameters({ parameters }: { parameters: Parameter[] }) {
  if (parameters.length === 0) return null;
  return (
    <>
      <h4>Asks</h4>
      <dl className="docs-fields">
        {parameters.map(({ name, in: place, required, description, schema }) => (
          <div key={name}>
            <dt>
              <code>{name}</code>
              <span className="muted small"> {required ? place : `${place}, optional`}</span>
            </dt>
            <dd>
              <span className="docs-type">{schema && <TypeWords schema={schema} />}</span>
              {description && (
                <span>
                  {' '}
                  <Inline text={description} />
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function GoodAnswer({ status, answer }: { status: string; answer: Answer }) {
  const content = Object.entries(answer.content ?? {})[0];
  return (
    <>
      <h4>Answers {status}</h4>
      {!content && <p>{answer.description}</p>}
      {content &&
        (content[0] === 'application/json' ? (
          <Fields schema={content[1].schema} />
        ) : (
          <p className="docs-type">{content[0]}</p>
        ))}
    </>
  );
}

function Refusals({ answers }: { answers: [string, Answer][] }) {
  const all = answers.flatMap(([status, { content }]) =>
    Object.values(content?.['application/json']?.examples ?? {}).map(({ value }) => ({ status, ...value })),
  );
  if (all.length === 0) return null;
  return (
    <details>
      <summary>
        Refuses with {all.length === 1 ? 'one code' : `${all.length} codes`}: {all.map(({ code }) => code).join(', ')}
      </summary>
      <dl className="docs-fields">
        {all.map(({ status, code, message }) => (
          <div key={code}>
            <dt>
              <code>{code}</code> <span className="muted small">{status}</span>
            </dt>
            <dd>{message}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
