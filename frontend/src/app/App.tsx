import { RouterProvider } from '@tanstack/react-router';
import { Suspense, useEffect, useState } from 'react';
import { resume, type Session, whenSignedOut } from '../shared/api/client';
import type { ProblemError } from '../shared/api/problem';
import { follow } from '../shared/events';
import { Announcer } from '../shared/feedback/Announcer';
import { ProblemAlert } from '../shared/feedback/ProblemAlert';
import { SessionChangedContext, SessionContext } from '../shared/session';
import { queryClient } from './queryClient';
import { makeRouter } from './router';
import { SignInAgain } from './SignInAgain';
import { fetchSignIn, SignIn } from './signInForm';
import { SignedOutContext } from './signedOut';

/** Sign-in, then the settings. A session that ends in mid-work asks anew and loses nothing that was typed. */
export function App() {
  const [router] = useState(makeRouter);
  const [session, setSession] = useState<Session>();
  const [isOver, setOver] = useState(false);
  const [problem, setProblem] = useState<ProblemError>();

  function read() {
    resume().then((found) => (found ? setSession(found) : setOver(true)), setProblem);
  }

  useEffect(() => {
    whenSignedOut(() => setOver(true));
    read();
    fetchSignIn();
  }, []);

  // The stream would be refused without a session.
  const isIn = session !== undefined && !isOver;
  useEffect(() => (isIn ? follow() : undefined), [isIn]);

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
      {isOver && !session && <SignIn onSignedIn={enter} />}
      {session && (
        <SessionContext value={session}>
          <SessionChangedContext value={read}>
            <SignedOutContext value={leave}>
              <RouterProvider key={`${session.team}/${session.username}`} router={router} />
            </SignedOutContext>
          </SessionChangedContext>
        </SessionContext>
      )}
      <SignInAgain isAsked={isOver && session !== undefined} onSignedIn={enter} />
      <Announcer />
    </Suspense>
  );
}
