import type { ProblemError } from '../../shared/client';
import { Field } from '../../shared/Field';
import type { Draft } from './draft';

/** What a section of the form works on. */
export type Editing = {
  draft: Draft;
  problem?: ProblemError;
  set: <K extends keyof Draft>(name: K, value: Draft[K]) => void;
};

type TextField = { [K in keyof Draft]: Draft[K] extends string ? K : never }[keyof Draft];
type Toggle = { [K in keyof Draft]: Draft[K] extends boolean ? K : never }[keyof Draft];

/** The inputs of a section, each with its label, its help and the server's sentence. */
export function controls({ draft, problem, set }: Editing) {
  return {
    text: (name: TextField, label: string, help?: string, disabled = false) => (
      <Field label={label} help={help} error={problem?.at(name)}>
        {(attributes) => (
          <input {...attributes} value={draft[name]} disabled={disabled} autoComplete="off" onChange={({ target }) => set(name, target.value)} />
        )}
      </Field>
    ),
    choice: (name: TextField, label: string, options: readonly (readonly [string, string])[], help?: string) => (
      <Field label={label} help={help} error={problem?.at(name)}>
        {(attributes) => (
          <select {...attributes} value={draft[name]} onChange={({ target }) => set(name, target.value)}>
            {options.map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        )}
      </Field>
    ),
    toggle: (name: Toggle, label: string) => (
      <div className="field">
        <label>
          <input type="checkbox" checked={draft[name]} onChange={({ target }) => set(name, target.checked)} /> {label}
        </label>
      </div>
    ),
  };
}
