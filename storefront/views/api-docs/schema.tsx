import { Inline } from './markdown.tsx';
import { nameOf, type Schema } from './shapes.ts';

/** What a value may be, in a few words; named shapes are linked to. */
export function TypeWords({ schema }: { schema: Schema }) {
  if (schema.$ref) return <a href={`#shape-${nameOf(schema.$ref)}`}>{nameOf(schema.$ref)}</a>;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    return (
      <>
        {choices.map((each, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: alternatives have no name and never move
          <span key={i}>
            {i > 0 && ' or '}
            <TypeWords schema={each} />
          </span>
        ))}
      </>
    );
  }
  if (schema.items) {
    return (
      <>
        list of <TypeWords schema={schema.items} />
      </>
    );
  }
  return <>{plainType(schema)}</>;
}

function plainType(schema: Schema): string {
  if (schema.enum) return schema.enum.map((each) => JSON.stringify(each)).join(', ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const type = schema.format ?? schema.type ?? 'anything';
  return `${type}${bounds(schema.minimum, schema.maximum)}${schema.maxLength ? `, up to ${schema.maxLength} characters` : ''}`;
}

function bounds(least?: number, most?: number): string {
  if (least === undefined && (most === undefined || most >= 2 ** 31 - 1)) return '';
  if (most === undefined || most >= 2 ** 31 - 1) return ` from ${least}`;
  return least === undefined ? ` up to ${most}` : ` from ${least} to ${most}`;
}

/** The fields of an object, those of nested objects indented below. */
export function Fields({ schema }: { schema: Schema }) {
  const inner = schema.properties ? schema : inside(schema);
  if (!inner?.properties) {
    return (
      <p className="docs-type">
        <TypeWords schema={schema} />
      </p>
    );
  }
  return (
    <dl className="docs-fields">
      {Object.entries(inner.properties).map(([name, each]) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
            {!inner.required?.includes(name) && <span className="muted small"> optional</span>}
          </dt>
          <dd>
            <span className="docs-type">
              <TypeWords schema={each} />
            </span>
            {each.description && (
              <span>
                {' '}
                <Inline text={each.description} />
              </span>
            )}
            {inside(each) && <Fields schema={each} />}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The nameless object that a list or an alternative is of. */
function inside(schema: Schema): Schema | null {
  if (schema.$ref) return null;
  if (schema.properties) return schema;
  if (schema.items) return inside(schema.items);
  for (const each of schema.anyOf ?? schema.oneOf ?? []) {
    const found = inside(each);
    if (found) return found;
  }
  return null;
}
