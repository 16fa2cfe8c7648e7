import { useEffect, useState } from 'react';
import { ProblemError, resume, signOut, whenSignedOut } from '../shared/client';
import { ProblemNote } from '../shared/ProblemNote';
import { SessionContext, type Session } from '../shared/session';
import { Shell } from './Shell';
import { SignIn } from './SignIn';

/** Sign-in, then the settings. A session that ends in mid-work asks anew and loses nothing that was typed. */
export function App() {
  const [session, setSession] = useState<Session>();
  const [isOver, setOver] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();

  useEffect(() => {
    whenSignedOut(() => setOver(true));
    resume().then(
      (found) => (found ? setSession(found) : setOver(true)),
      (error: ProblemError) => setProblem(error),
    );
  }, []);

  function enter(found: Session) {
    setSession(found);
    setOver(false);
  }

  function leave() {
    setSession(undefined);
    setOver(true);
  }

  if (problem) return <ProblemNote problem={problem} />;
  return (
    <>
      {isOver && <SignIn onSignedIn={enter} />}
      {session && (
        <div hidden={isOver}>
          <SessionContext value={session}>
            <Shell key={`${session.team}/${session.username}`} username={session.username} onSignOut={() => void signOut().then(leave, setProblem)} />
          </SessionContext>
        </div>
      )}
    </>
  );
}
