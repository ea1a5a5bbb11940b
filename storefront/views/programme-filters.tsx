import type { Frame } from './frame.ts';

export interface ProgrammeChoice {
  /** Business date, `YYYY-MM-DD`. */
  date: string;
  /** The reader asked for that date. */
  dated: boolean;
  query: string;
  /** What was chosen, by the name of its field; fields left open are missing. */
  filters: Partial<Record<'genre' | 'age' | 'format' | 'language', string>>;
  options: { genres: { code: string; name: string }[]; ages: number[]; formats: string[]; languages: string[] };
}

/** A plain form; a small script sends it while somebody types or chooses. */
export function Filters({ frame: { words }, choice }: { frame: Frame; choice: ProgrammeChoice }) {
  const { programme, shell } = words;
  const { filters, options } = choice;
  return (
    <search>
      <form className="filters" action="/" method="get" data-filters="">
        {choice.dated && <input type="hidden" name="date" value={choice.date} />}
        <div className="filters-search">
          <label className="visually-hidden" htmlFor="q">
            {shell.search}
          </label>
          <input
            id="q"
            className="form-control"
            type="search"
            name="q"
            defaultValue={choice.query}
            maxLength={100}
            placeholder={shell.searchHint}
            autoComplete="off"
          />
        </div>
        <Choice
          name="genre"
          label={programme.genre}
          any={programme.anyGenre}
          chosen={filters.genre}
          options={options.genres.map(({ code, name }) => [code, name])}
        />
        <Choice
          name="age"
          label={programme.age}
          any={programme.anyAge}
          chosen={filters.age}
          options={options.ages.map((age) => [String(age), programme.upTo(age)])}
        />
        <Choice
          name="format"
          label={programme.format}
          any={programme.anyFormat}
          chosen={filters.format}
          options={options.formats.map((format) => [format, format])}
        />
        <Choice
          name="language"
          label={programme.language}
          any={programme.anyLanguage}
          chosen={filters.language}
          options={options.languages.map((tag) => [tag, shell.sound(tag)])}
        />
        <button type="submit" className="btn btn-quiet no-script-only">
          {programme.apply}
        </button>
      </form>
    </search>
  );
}

interface ChoiceProps {
  name: string;
  label: string;
  any: string;
  chosen: string | undefined;
  options: [value: string, text: string][];
}

function Choice({ name, label, any, chosen, options }: ChoiceProps) {
  return (
    <div className="filters-choice">
      <label className="visually-hidden" htmlFor={`filter-${name}`}>
        {label}
      </label>
      <select id={`filter-${name}`} className="form-select" name={name} defaultValue={chosen ?? ''}>
        <option value="">{any}</option>
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}
