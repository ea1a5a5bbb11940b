/** Form bodies as Stripe's SDKs send them: `line_items[0][price_data][currency]=uah`. */

export interface FormFields {
  [name: string]: string | FormFields;
}

const DEEPEST = 8;

/** Brackets → nested records without a prototype. A name that contradicts an earlier one replaces it. */
export function readForm(text: string): FormFields {
  const root: FormFields = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.replaceAll(']', '').split('[').slice(0, DEEPEST);
    const last = path.pop() ?? '';
    let at = root;
    for (const step of path) {
      const below = at[step];
      if (typeof below === 'object') at = below;
      else {
        const fresh: FormFields = Object.create(null);
        at[step] = fresh;
        at = fresh;
      }
    }
    at[last] = value;
  }
  return root;
}
