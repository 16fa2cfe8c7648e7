import { useEffect, useState } from 'react';
import { BaseNumbers } from '../features/base-numbers/BaseNumbers';
import { EgressTrunks } from '../features/egress-trunks/EgressTrunks';
import { Variables } from '../features/variables/Variables';

const ROOT = '/admin-settings';
const TABS = [
  { path: `${ROOT}/egress-trunks`, title: 'Egress Trunks', Content: EgressTrunks },
  { path: `${ROOT}/base-numbers`, title: 'Base numbers', Content: BaseNumbers },
  { path: `${ROOT}/variables`, title: 'Variables', Content: Variables },
] as const;

/** The tabs, one address each. */
export function Shell({ username, onSignOut }: { username: string; onSignOut: () => void }) {
  const [path, setPath] = useState(location.pathname);

  useEffect(() => {
    const follow = () => setPath(location.pathname);
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);

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
        <span>{username}</span>
        <button type="button" className="quiet" onClick={onSignOut}>
          Sign out
        </button>
      </header>
      <main>
        <present.Content key={present.path} />
      </main>
    </>
  );
}
