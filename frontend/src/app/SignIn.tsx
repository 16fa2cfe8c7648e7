import { useState, type FormEvent } from 'react';
import { ProblemError, signIn } from '../shared/client';
import { Field } from '../shared/Field';

/** Asks for the admin's token. */
export function SignIn({ onSignedIn }: { onSignedIn: () => void }) {
  const [token, setToken] = useState('');
  const [error, setError] = useState<string>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      await signIn(token.trim());
      onSignedIn();
    } catch (problem) {
      const { status, detail } = problem as ProblemError;
      setError(status === 401 ? 'This token is not valid.' : detail);
    }
  }

  return (
    <main>
      <form className="panel narrow" onSubmit={submit}>
        <h1>Egress trunks</h1>
        <Field label="Token" help="The admin token; the operator has it." error={error}>
          {(attributes) => <input {...attributes} type="password" autoComplete="current-password" value={token} onChange={({ target }) => setToken(target.value)} />}
        </Field>
        <button type="submit" className="primary">
          Sign in
        </button>
      </form>
    </main>
  );
}
