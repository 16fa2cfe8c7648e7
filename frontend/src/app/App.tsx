import { RouterProvider } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { resume, type Session, whenSignedOut } from '../shared/api/client';
import type { ProblemError } from '../shared/api/problem';
import { Announcer } from '../shared/feedback/Announcer';
import { ProblemAlert } from '../shared/feedback/ProblemAlert';
import { SessionContext } from '../shared/session';
import { queryClient } from './queryClient';
import { makeRouter } from './router';
import { SignIn } from './SignIn';
import { SignedOutContext } from './signedOut';

/** Sign-in, then the settings. A session that ends in mid-work asks anew and loses nothing that was typed. */
export function App() {
  const [router] = useState(makeRouter);
  const [session, setSession] = useState<Session>();
  const [isOver, setOver] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();

  useEffect(() => {
    whenSignedOut(() => setOver(true));
    resume().then((found) => (found ? setSession(found) : setOver(true)), setProblem);
  }, []);

  function enter(found: Session) {
    if (session && (session.username !== found.username || session.team !== found.team)) queryClient.clear();
    setSession(found);
    setOver(false);
    setProblem(undefined);
    void queryClient.invalidateQueries();
  }

  function leave() {
    queryClient.clear();
    setSession(undefined);
    setOver(true);
  }

  return (
    <Suspense>
      {problem && <ProblemAlert problem={problem} onRetry={() => location.reload()} />}
      {isOver && <SignIn isBack={session !== undefined} onSignedIn={enter} />}
      {session && (
        <div hidden={isOver}>
          <SessionContext value={session}>
            <SignedOutContext value={leave}>
              <RouterProvider key={`${session.team}/${session.username}`} router={router} />
            </SignedOutContext>
          </SessionContext>
        </div>
      )}
      <Announcer />
    </Suspense>
  );
}
