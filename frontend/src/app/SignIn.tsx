import { useState, type FormEvent } from 'react';
import { ProblemError, signIn } from '../shared/client';
import { Field } from '../shared/Field';
import { ProblemNote } from '../shared/ProblemNote';
import type { Session } from '../shared/session';

/** Asks who is there. */
export function SignIn({ onSignedIn }: { onSignedIn: (session: Session) => void }) {
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<ProblemError>();

  async function submit(event: FormEvent) {
    event.preventDefault();
    try {
      onSignedIn(await signIn(username.trim(), password));
    } catch (error) {
      setProblem(error as ProblemError);
    }
  }

  const wrong = problem?.status === 401 ? problem.detail : undefined;
  return (
    <main>
      <form className="panel narrow" onSubmit={submit} noValidate>
        <h1>Egress trunks</h1>
        <ProblemNote problem={problem && !wrong && problem.violations.length === 0 ? problem : undefined} />
        <Field label="User name" error={problem?.at('username')}>
          {(attributes) => <input {...attributes} autoComplete="username" autoCapitalize="none" value={username} onChange={({ target }) => setUsername(target.value)} />}
        </Field>
        <Field label="Password" error={wrong ?? problem?.at('password')}>
          {(attributes) => <input {...attributes} type="password" autoComplete="current-password" value={password} onChange={({ target }) => setPassword(target.value)} />}
        </Field>
        <button type="submit" className="primary">
          Sign in
        </button>
      </form>
    </main>
  );
}
