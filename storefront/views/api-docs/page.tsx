import type { Frame } from '../frame.ts';
import { Page } from '../page.tsx';
import { Markdown } from './markdown.tsx';
import { OperationSection } from './operation.tsx';
import { Fields } from './schema.tsx';
import { byTag, type Document, type Schema } from './shapes.ts';

interface Feed {
  description: string;
  namespace: string;
  symbols: Record<string, string>;
  emit: Record<string, { summary: string; message: Schema; acknowledgement?: Schema }>;
  on: Record<string, { summary: string; message: Schema }>;
}

/** The API's document to read, all of it on one page, so that the browser's own search finds everything. */
export function ApiDocsPage({ frame, document }: { frame: Frame; document: Document }) {
  const groups = byTag(document);
  const shapes = Object.entries(document.components.schemas) as [string, Schema][];
  const webhooks = Object.entries(document.webhooks) as [string, { post: WebhookPost }][];
  return (
    <Page frame={frame} title={`${document.info.title} API`}>
      <div className="container docs" lang="en">
        <nav className="docs-contents" aria-label="Contents">
          {groups.map(({ tag, operations }) => (
            <details key={tag} open>
              <summary>{tag}</summary>
              <ul>
                {operations.map(({ method, operation }) => (
                  <li key={operation.operationId}>
                    <a href={`#${operation.operationId}`}>
                      <b className={`docs-method docs-${method}`}>{method.toUpperCase()}</b> {operation.summary}
                    </a>
                  </li>
                ))}
              </ul>
            </details>
          ))}
          <ul>
            <li>
              <a href="#live-feed">The live feed</a>
            </li>
            {webhooks.length > 0 && (
              <li>
                <a href="#webhooks">Webhooks</a>
              </li>
            )}
            <li>
              <a href="#shapes">Shapes</a>
            </li>
            <li>
              <a href="/api/schema/">OpenAPI 3.1</a>
            </li>
          </ul>
        </nav>
        <div className="docs-text">
          <h1>{document.info.title} API</h1>
          <Markdown text={document.info.description} />
          {groups.map(({ tag, operations }) => (
            <section key={tag} id={`tag-${tag}`}>
              <h2>{tag}</h2>
              {operations.map((listed) => (
                <OperationSection key={listed.operation.operationId} listed={listed} document={document} />
              ))}
            </section>
          ))}
          <LiveFeed feed={document['x-live-feed'] as Feed} />
          <Webhooks webhooks={webhooks} />
          <section id="shapes">
            <h2>Shapes</h2>
            {shapes.map(([name, schema]) => (
              <section key={name} id={`shape-${name}`} className="docs-operation">
                <h3>
                  <a href={`#shape-${name}`}>{name}</a>
                </h3>
                <Fields schema={schema} />
              </section>
            ))}
          </section>
        </div>
      </div>
    </Page>
  );
}

function LiveFeed({ feed }: { feed: Feed }) {
  return (
    <section id="live-feed">
      <h2>The live feed</h2>
      <Markdown text={feed.description} />
      <p>
        Namespace <code>{feed.namespace}</code>. One symbol a seat:{' '}
        {Object.entries(feed.symbols).map(([symbol, state], i) => (
          <span key={symbol}>
            {i > 0 && ', '}
            <code>{symbol}</code> {state}
          </span>
        ))}
        .
      </p>
      {Object.entries(feed.emit).map(([name, { summary, message, acknowledgement }]) => (
        <section key={name} className="docs-operation">
          <h3>{summary}</h3>
          <p className="docs-call">
            <b className="docs-method">EMIT</b> <code>{name}</code>
          </p>
          <Fields schema={message} />
          {acknowledgement && (
            <>
              <h4>Acknowledged with</h4>
              <Fields schema={acknowledgement} />
            </>
          )}
        </section>
      ))}
      {Object.entries(feed.on).map(([name, { summary, message }]) => (
        <section key={name} className="docs-operation">
          <h3>{summary}</h3>
          <p className="docs-call">
            <b className="docs-method">ON</b> <code>{name}</code>
          </p>
          <Fields schema={message} />
        </section>
      ))}
    </section>
  );
}

interface WebhookPost {
  summary: string;
  description?: string;
  requestBody: { content: Record<string, { schema: Schema }> };
}

function Webhooks({ webhooks }: { webhooks: [string, { post: WebhookPost }][] }) {
  if (webhooks.length === 0) return null;
  return (
    <section id="webhooks">
      <h2>Webhooks</h2>
      {webhooks.map(([name, { post }]) => (
        <section key={name} className="docs-operation">
          <h3>{post.summary}</h3>
          <p className="docs-call">
            <b className="docs-method docs-post">POST</b> <code>{name}</code>
          </p>
          {post.description && <Markdown text={post.description} />}
          {Object.values(post.requestBody.content).map(({ schema }) => (
            <Fields key={name} schema={schema} />
          ))}
        </section>
      ))}
    </section>
  );
}
