import { type ReactNode, useEffect, useId, useState } from 'react';

/** A heading of the inspector with what belongs to it. */
export function Section({ title, children }: { title: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className="designer-section" aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: Record<Value, string>;
  onChange(value: Value): void;
}

export function Choice<Value extends string>({ label, value, options, onChange }: ChoiceProps<Value>) {
  return (
    <label className="designer-field">
      <span>{label}</span>
      <select className="office-field" value={value} onChange={(event) => onChange(event.target.value as Value)}>
        {Object.entries<string>(options).map(([name, text]) => (
          <option key={name} value={name}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  /** Null if the text will do, else what is wrong with it. */
  wrong(text: string): string | null;
  onCommit(text: string): void;
  numeric?: boolean;
}

/** A field that takes effect when one leaves it or presses Enter; Escape brings back what was there. */
export function TextField({ label, value, wrong, onCommit, numeric = false }: TextFieldProps) {
  const [text, setText] = useState(value);
  const problemId = useId();
  useEffect(() => setText(value), [value]);
  const problem = text === value ? null : wrong(text.trim());
  const commit = () => {
    if (text.trim() !== value && !wrong(text.trim())) onCommit(text.trim());
  };
  return (
    <label className="designer-field">
      <span>{label}</span>
      <input
        className="office-field"
        value={text}
        inputMode={numeric ? 'numeric' : undefined}
        aria-invalid={problem !== null}
        aria-describedby={problem ? problemId : undefined}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') setText(value);
        }}
      />
      {problem && (
        <small id={problemId} className="designer-wrong">
          {problem}
        </small>
      )}
    </label>
  );
}

/** A whole number from 1, or nothing where `empty` says so. */
export function wholeNumber(text: string, most: number, empty = false): string | null {
  if (text === '' && empty) return null;
  return /^[1-9]\d*$/.test(text) && Number(text) <= most ? null : `A whole number from 1 to ${most}.`;
}
