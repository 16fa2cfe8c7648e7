import { createContext, useContext } from 'react';
import type { Session } from './api/client';
import { sessionRoleValues } from './api/schema';

/** Who is signed in; nobody unless the shell says so. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** To be called when who is signed in may have another role by now. */
export const SessionChangedContext = createContext(() => {});

/** Whether whoever is signed in may what the role may. The server has the last word. */
export function useMay(role: Session['role']): boolean {
  const session = useContext(SessionContext);
  return session !== undefined && sessionRoleValues.indexOf(session.role) >= sessionRoleValues.indexOf(role);
}
