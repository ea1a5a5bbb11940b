import {
  type FilmField,
  filmFields,
  type ImportMapping,
  type ImportPreview,
} from '../../../server/contract/api/staff/films-import.ts';
import { fieldWords, filmsImportWords as words } from '../../../server/contract/words/en/office-films-import.ts';

/** Which column of the file is what. Each choice is looked through at once. */
export function MappingForm(given: {
  preview: ImportPreview;
  map: (mapping: ImportMapping) => void;
  disabled: boolean;
}) {
  const { preview, map, disabled } = given;
  const { mapping, columns } = preview;
  const assign = (field: FilmField, column: string) => {
    const { [field]: _before, ...others } = mapping.columns;
    map({ ...mapping, columns: column === '' ? others : { ...others, [field]: column } });
  };
  const samplesOf = (column: string | undefined) => columns.find(({ name }) => name === column)?.samples.join(' · ');
  return (
    <fieldset className="office-card films-import-mapping" disabled={disabled}>
      <legend>{words.columns}</legend>
      <div className="films-import-fields">
        {filmFields.map((field) => (
          <div key={field}>
            <label htmlFor={`films-import-${field}`}>{fieldWords[field]}</label>
            <select
              id={`films-import-${field}`}
              aria-describedby={`films-import-${field}-samples`}
              className="office-field"
              value={mapping.columns[field] ?? ''}
              onChange={(event) => assign(field, event.target.value)}
            >
              <option value="">{words.none}</option>
              {columns.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
            <small id={`films-import-${field}-samples`}>{samplesOf(mapping.columns[field])}</small>
          </div>
        ))}
      </div>
      <div className="films-import-fields">
        <DefaultMinutes mapping={mapping} map={map} />
        <div>
          <label htmlFor="films-import-dates">{words.dateOrder}</label>
          <select
            id="films-import-dates"
            className="office-field"
            value={mapping.dateOrder}
            onChange={(event) =>
              map({ ...mapping, dateOrder: event.target.value === 'month first' ? 'month first' : 'day first' })
            }
          >
            <option value="day first">{words.dayFirst}</option>
            <option value="month first">{words.monthFirst}</option>
          </select>
        </div>
      </div>
    </fieldset>
  );
}

/** Asked for once the number is whole, not at its first digit. */
function DefaultMinutes({ mapping, map }: { mapping: ImportMapping; map: (mapping: ImportMapping) => void }) {
  const take = (text: string) => {
    const minutes = text === '' ? null : Number(text);
    const fine = minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= 600);
    if (fine && minutes !== mapping.defaultMinutes) map({ ...mapping, defaultMinutes: minutes });
  };
  return (
    <div>
      <label htmlFor="films-import-default">{words.defaultMinutes}</label>
      <span>
        <input
          id="films-import-default"
          aria-describedby="films-import-default-hint"
          className="office-field"
          type="number"
          min={1}
          max={600}
          defaultValue={mapping.defaultMinutes ?? ''}
          onBlur={(event) => take(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && take(event.currentTarget.value)}
        />{' '}
        {words.minutes}
      </span>
      <small id="films-import-default-hint">{words.defaultHint}</small>
    </div>
  );
}
