import { useEffect, useState } from 'react';
import { BaseNumbers } from '../features/base-numbers/BaseNumbers';
import { EgressTrunks } from '../features/egress-trunks/EgressTrunks';
import { Variables } from '../features/variables/Variables';
import { isSignedIn, signOut, whenSignedOut } from '../shared/client';
import { SignIn } from './SignIn';

const ROOT = '/admin-settings';
const TABS = [
  { path: `${ROOT}/egress-trunks`, title: 'Egress Trunks', Content: EgressTrunks },
  { path: `${ROOT}/base-numbers`, title: 'Base numbers', Content: BaseNumbers },
  { path: `${ROOT}/variables`, title: 'Variables', Content: Variables },
] as const;

/** The shell: sign-in, then the tabs, one address each. */
export function App() {
  const [signedIn, setSignedIn] = useState(isSignedIn);
  const [path, setPath] = useState(location.pathname);

  useEffect(() => {
    whenSignedOut(() => setSignedIn(false));
    const follow = () => setPath(location.pathname);
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

  if (!signedIn) return <SignIn onSignedIn={() => setSignedIn(true)} />;
  const present = TABS.find((tab) => tab.path === path) ?? TABS[0];
  return (
    <>
      <header>
        <h1>Admin settings</h1>
        <nav aria-label="Settings">
          {TABS.map((tab) => (
            <a
              key={tab.path}
              href={tab.path}
              aria-current={tab === present ? 'page' : undefined}
              onClick={(event) => {
                event.preventDefault();
                history.pushState(null, '', tab.path);
                setPath(tab.path);
              }}
            >
              {tab.title}
            </a>
          ))}
        </nav>
        <button type="button" className="quiet" onClick={signOut}>
          Sign out
        </button>
      </header>
      <main>
        <present.Content key={present.path} />
      </main>
    </>
  );
}
