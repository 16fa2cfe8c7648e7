import { useId } from 'react';

type Props = { label: string; help?: string; error?: string; options: string[]; chosen: string[]; onChange: (chosen: string[]) => void };

/** Several of a list, as checkboxes. */
export function Choices({ label, help, error, options, chosen, onChange }: Props) {
  const id = useId();
  return (
    <fieldset className="field" aria-describedby={error ? `${id}-error` : undefined} aria-invalid={error !== undefined}>
      <legend>{label}</legend>
      {options.length === 0 && <p className="help">There is nothing to choose yet.</p>}
      <div className="choices">
        {options.map((option) => (
          <label key={option}>
            <input
              type="checkbox"
              checked={chosen.includes(option)}
              onChange={({ target }) =>
                onChange(target.checked ? [...chosen, option] : chosen.filter((other) => other !== option))
              }
            />
            {option}
          </label>
        ))}
      </div>
      {help && <p className="help">{help}</p>}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
